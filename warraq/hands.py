"""Many hands: one piece of work done on many batches, in as many processes as asked, with the results in order.

What comes out is the same whatever their number. Knows nothing of what is done.
"""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

import msgspec

Batch = TypeVar("Batch")
Done = TypeVar("Done")

_SELDOM = 50_000  # objects that are new: the values are frozen, and hardly any has a circle in it
_AHEAD = 2  # batches that each process has in hand, so that none waits for the next


def spread(
    prepare: Callable[[], Callable[[Batch], Done]], batches: Iterable[Batch], jobs: int, made: type[Done]
) -> Iterator[Done]:
    """What the prepared work makes of each batch, in order; `made` is the type of it, by which it crosses over.

    `prepare` is called once in each process, as what it opens (a database, a theme) cannot be handed over. With one job
    all is done in this process. An exception is raised here as it was there.
    """
    if jobs <= 1:
        work = prepare()
        yield from map(work, batches)
        return
    hands: list[_Hand[Batch, Done]] = [_Hand(prepare) for _ in range(jobs)]
    unpack = msgspec.msgpack.Decoder(made).decode  # several times faster than pickle with our values
    try:
        yield from map(unpack, _in_order(hands, enumerate(batches)))
    finally:
        for hand in hands:
            hand.dismiss()


@contextmanager
def aside(work: Callable[[], Done], made: type[Done]) -> Iterator[Callable[[], Done]]:
    """`work` begun in a process of its own. What is given waits for it, and gives what it made, or raises its error.

    Where the block is left without asking, the work is broken off.
    """
    hand: _Hand[None, Done] = _Hand(partial(_once, work))
    try:
        hand.give((0, None))
        yield lambda: msgspec.msgpack.decode(hand.take()[1], type=made)
    finally:
        hand.dismiss()


def _once(work: Callable[[], Done]) -> Callable[[None], Done]:
    return lambda _: work()


def _in_order(hands: "list[_Hand[Batch, Done]]", numbered: Iterator[tuple[int, Batch]]) -> Iterator[bytes]:
    done: dict[int, bytes] = {}
    due = 0
    for hand in hands * _AHEAD:
        hand.give(next(numbered, None))
    while any(hand.waiting for hand in hands):
        from multiprocessing.connection import wait  # noqa: PLC0415 (4 ms that a build of one edit does not need)

        ready = wait([hand.line for hand in hands if hand.waiting])
        for hand in (hand for hand in hands if hand.line in ready):
            done.update([hand.take()])
            hand.give(next(numbered, None))
        while due in done:
            yield done.pop(due)
            due += 1


class _Line(Protocol):
    """One end of the line between two processes (multiprocessing.connection.Connection)."""

    def send(self, obj: object, /) -> None: ...
    def recv(self) -> Any: ...  # noqa: ANN401 (whatever was sent)
    def close(self) -> None: ...


class _Hand(Generic[Batch, Done]):
    """A process that works, and the line to it."""

    def __init__(self, prepare: Callable[[], Callable[[Batch], Done]]) -> None:
        import multiprocessing  # noqa: PLC0415 (as above)

        # A fork has everything at hand that is loaded already; where there is none, what is handed over is pickled.
        can_fork = "fork" in multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("fork") if can_fork else multiprocessing.get_context("spawn")
        self.waiting = 0
        self.line, far_end = context.Pipe()
        self._process = context.Process(target=_work, args=(prepare, far_end, self.line), daemon=True)
        self._process.start()
        far_end.close()

    def give(self, numbered: tuple[int, Batch] | None) -> None:
        """Hand over the next batch, if there is one."""
        if numbered is not None:
            self.line.send(numbered)
            self.waiting += 1

    def take(self) -> tuple[int, bytes]:
        """The number of a batch, and what came of it, packed."""
        number, result, error = self.line.recv()
        self.waiting -= 1
        if error is not None:
            raise error
        return number, result

    def dismiss(self) -> None:
        """Let the process end."""
        self.line.close()
        self._process.terminate()
        self._process.join()


def _work(prepare: Callable[[], Callable[[Batch], Done]], line: _Line, near_end: _Line) -> None:
    near_end.close()  # else the end of the other process would not be seen here
    gc.freeze()  # what was there before stays to the end, and need not be gone through again and again
    gc.set_threshold(_SELDOM)
    work = None
    while True:
        try:
            number, batch = line.recv()
        except EOFError:
            return
        try:
            work = work or prepare()
            line.send((number, msgspec.msgpack.encode(work(batch)), None))
        except Exception as error:  # noqa: BLE001 (whatever it is, it is raised where the work was asked for)
            line.send((number, None, error))

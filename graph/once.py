"""Commands whose options are given once: the command line library would silently take the last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from graph.errors import UsageError

F = TypeVar("F", bound=Callable[..., Any])


class Commands(typer.Typer):
    """A Typer whose commands, and the options before them, refuse an option that takes one value and is given twice."""

    def __init__(self, **options: Any) -> None:
        super().__init__(cls=_Group, **options)

    def command(self, name: str | None = None, **options: Any) -> Callable[[F], F]:
        """As Typer's own."""
        return super().command(name, **{"cls": _Command} | options)


class _Command(TyperCommand):
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        _check(self, ctx, args)
        return super().parse_args(ctx, args)


class _Group(TyperGroup):
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        _check(self, ctx, args)
        return super().parse_args(ctx, args)


def _check(command: TyperCommand | TyperGroup, ctx: Any, args: Sequence[str]) -> None:
    if ctx.resilient_parsing:  # the Tab key was pressed in the middle of it
        return
    given = command.make_parser(ctx).parse_args(args=list(args))[2]
    single = [
        option
        for option in given
        if option.param_type_name == "option" and not getattr(option, "multiple", False) and not getattr(option, "is_flag", False)
    ]
    for option in single:
        if single.count(option) > 1:
            raise UsageError(f"{option.opts[-1]} is given {single.count(option)} times", do="Give it once: it takes one value.")

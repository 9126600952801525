"""``dashboards agendas``: what the agenda's owner does on its page, for a server where no browser is the owner's."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from access.listening import page_address
from command_line.arguments import Database
from command_line.console import say, show
from command_line.group import Commands
from database.documents import Documents
from database.engine import start_problems
from database.problems import DatabaseError
from operations.agendas import Agendas
from operations.sharing import Share, Shares
from settings import Settings

app = Commands()
AgendaId = Annotated[str, typer.Argument(metavar="AGENDA", help="Id of the agenda, as the list of agendas has it")]
Listed = Annotated[
    bool | None, typer.Option("--listed/--unlisted", help="Whether the public list names it; as it was where left out")
]


@app.command("list")
def list_agendas(database: Database = None) -> None:
    """List the agendas, with whether each is shared."""
    documents = _documents(database)
    shares = Shares(documents)
    found = Agendas(documents).all()
    if not found:
        say("There are no agendas")
        return
    table = Table("Agenda", "Title", "Version", "Saved", "Shared")
    for each in found:
        shared = _sharing(shares.of(each.id))
        table.add_row(
            each.id, Text(each.agenda.title), str(each.version), f"{each.saved_at:%Y-%m-%d %H:%M} UTC", shared
        )
    show(table)


@app.command()
def share(agenda: AgendaId, listed: Listed = None, database: Database = None) -> None:
    """Print the addresses of an agenda for presenters and for the audience; make them where there are none."""
    say_addresses(_shares(agenda, database).share(agenda, listed=listed))


@app.command()
def renew(agenda: AgendaId, listed: Listed = None, database: Database = None) -> None:
    """Give a shared agenda new addresses: the old ones open nothing from then on."""
    shares = _shares(agenda, database)
    _must_be_shared(shares, agenda)
    say_addresses(shares.share(agenda, listed=listed, renew=True))


@app.command()
def withdraw(agenda: AgendaId, database: Database = None) -> None:
    """Withdraw the addresses of an agenda: from now on they open nothing. The agenda is kept."""
    shares = _shares(agenda, database)
    _must_be_shared(shares, agenda)
    shares.withdraw(agenda)
    say(f"The addresses of agenda {agenda} are withdrawn")


def say_addresses(made: Share) -> None:
    """Print both addresses under SITE_URL, or under this machine's address where that is not set."""
    settings = Settings()
    site = settings.site_url or page_address(settings.host, settings.port)
    say(f"For presenters (notes, answers, files): {site}/convene/{made.presenter}")
    say(f"For the audience (neither notes nor answers): {site}/convene/{made.audience}")
    say("The public list names it" if made.listed else "The public list does not name it")


def _sharing(held: Share | None) -> str:
    if held is None:
        return "no"
    return "yes, on the public list" if held.listed else "yes"


def _must_be_shared(shares: Shares, agenda: str) -> None:
    if shares.of(agenda) is None:
        raise ValueError(
            f"Agenda {agenda} is not shared: it has no addresses. Make them with: .venv/bin/dashboards agendas share {agenda}"
        )


def _shares(agenda: str, url: str | None) -> Shares:
    documents = _documents(url)
    if Agendas(documents).find(agenda) is None:
        raise ValueError(f"There is no agenda “{agenda}”. See their ids with: .venv/bin/dashboards agendas list")
    return Shares(documents)


def _documents(url: str | None) -> Documents:
    address = url or Settings().database_url
    if problems := start_problems(address):
        raise DatabaseError("; ".join(problems))
    return Documents(address)

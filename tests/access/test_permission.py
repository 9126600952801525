"""Who may change what is kept: only who sits at the machine; a district's own copy answers nobody else at all."""

from __future__ import annotations

import pytest
from flask import Flask

from access.permission import WARMING, Permission, is_loopback, keep_private, refusal


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("localhost", True),
        ("::1", True),
        ("[::1]", True),
        ("0.0.0.0", False),  # noqa: S104
        ("::", False),
        ("10.0.0.4", False),
        ("192.168.1.5", False),
        ("example.test", False),
        ("", False),
    ],
)
def test_an_address_is_this_machines_own_or_not(address: str, own: bool) -> None:
    assert is_loopback(address) is own


def server(permission: Permission) -> Flask:
    made = Flask("gate")
    keep_private(made, permission)

    @made.route("/")
    def said() -> str:
        return refusal() or "may"

    return made


def asked(made: Flask, host: str = "127.0.0.1:8050", remote: str = "127.0.0.1") -> tuple[int, str]:
    answer = made.test_client().get("/", headers={"Host": host}, environ_base={"REMOTE_ADDR": remote})
    return answer.status_code, answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8050", "localhost", "localhost:80", "[::1]:8050", "127.0.0.1"])
def test_the_one_at_the_machine_may(host: str) -> None:
    assert asked(server(Permission("127.0.0.1")), host) == (200, "may")


def test_outside_a_request_the_address_alone_counts() -> None:
    assert Permission("127.0.0.1").refusal() == ""
    assert "bound to 0.0.0.0" in Permission("0.0.0.0").refusal()  # noqa: S104


@pytest.mark.parametrize(
    ("bound", "host", "remote", "said"),
    [
        ("0.0.0.0", "127.0.0.1", "127.0.0.1", "bound to 0.0.0.0"),  # noqa: S104
        ("127.0.0.1", "evil.test", "127.0.0.1", "another name"),
        ("127.0.0.1", "127.0.0.1.evil.test", "127.0.0.1", "another name"),
        ("127.0.0.1", "127.0.0.1", "10.1.2.3", "comes from another one"),
    ],
)
def test_everybody_else_gets_the_reason(bound: str, host: str, remote: str, said: str) -> None:
    public = asked(server(Permission(bound)), host, remote)
    assert public[0] == 200
    assert said in public[1]
    assert "HOST=127.0.0.1" in public[1]
    private = asked(server(Permission(bound, all_private=True)), host, remote)
    assert private[0] == 403
    assert "district's own copy" in private[1] or "district&#39;s own copy" in private[1]


def test_the_programs_own_start_is_no_request_of_anybody() -> None:
    made = server(Permission("0.0.0.0", all_private=True))  # noqa: S104
    with made.test_request_context("/", environ_base={WARMING: True}):
        made.preprocess_request()
    forged = made.test_client().get("/", headers={WARMING: "1", "dashboards-warming": "1"})
    assert forged.status_code == 403

"""The page of a pull request, from a remote's address: right, or none; never anything secret or strange."""

from cases import each_of

from pas_gov.authoring.saving.web_address import WebPlace, request_address, web_place

GITHUB = WebPlace("github", "https://github.com/acme/promises")


@each_of(
    "address",
    [
        "https://github.com/acme/promises.git",
        "https://github.com/acme/promises/",
        "https://bob:secret@github.com/acme/promises.git",
        "https://x-access-token:ghs_abc@GitHub.com/acme/promises",
        "git@github.com:acme/promises.git",
        "github.com:acme/promises",
        "ssh://git@github.com/acme/promises.git",
        "ssh://git@ssh.github.com:443/acme/promises.git",
        "git://github.com/acme/promises.git",
    ],
)
def test_every_way_to_write_an_address_leads_to_one_page(address):
    assert web_place(address, {}) == GITHUB


@each_of(
    ("address", "place"),
    [
        ("git@gitlab.com:acme/gov/promises.git", WebPlace("gitlab", "https://gitlab.com/acme/gov/promises")),
        (
            "https://gitlab.acme.example:8443/a/b.git",
            WebPlace("gitlab", "https://gitlab.acme.example:8443/a/b"),
        ),
        ("ssh://git@gitlab.acme.example:2222/a/b", WebPlace("gitlab", "https://gitlab.acme.example/a/b")),
        ("git@github.acme.example:a/b.git", WebPlace("github", "https://github.acme.example/a/b")),
        ("http://github.acme.example/a/b", WebPlace("github", "http://github.acme.example/a/b")),
    ],
)
def test_a_host_of_ones_own_is_known_by_its_name(address, place):
    assert web_place(address, {}) == place


def test_the_settings_say_what_a_host_runs_and_go_before_its_name():
    assert web_place("git@git.acme.example:a/b.git", {}) is None
    assert web_place("git@git.acme.example:a/b.git", {"git.ACME.example": "gitlab"}) == WebPlace(
        "gitlab", "https://git.acme.example/a/b"
    )
    assert web_place("git@not-github.example:a/b", {"not-github.example": "gitlab"}) == WebPlace(
        "gitlab", "https://not-github.example/a/b"
    )


@each_of(
    "address",
    [
        "", "../promises.git", "/srv/github/promises.git", "file:///srv/github/a/b", "C:\\github\\a", "C:/github/a/b",
        "https://bitbucket.org/acme/promises", "https://github.com/acme", "https://github.com/acme/pro mises",
        "https://github.com/acme/\x1b[31mred", "https://github.com/acme/x\nhttps://evil.example",
        "https://github.com/a/b?x=y", "https://github.com/../b/@c", "git@github.com:a/b#c", "ext::sh -c github.com/a/b",
    ],
)  # fmt: skip
def test_what_isnt_plainly_a_forge_has_no_page(address):
    assert web_place(address, {}) is None


def test_a_request_names_branch_and_base():
    assert request_address(GITHUB, "ada/a#1", "main") == (
        "https://github.com/acme/promises/compare/main...ada/a%231?expand=1"
    )
    place = WebPlace("gitlab", "https://gitlab.com/a/b")
    assert request_address(place, "faster", "main") == (
        "https://gitlab.com/a/b/-/merge_requests/new"
        "?merge_request%5Bsource_branch%5D=faster&merge_request%5Btarget_branch%5D=main"
    )

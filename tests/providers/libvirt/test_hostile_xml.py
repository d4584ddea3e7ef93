"""What a host that was taken over may send instead of libvirt's XML."""

from __future__ import annotations

import pytest

from vmmconsole.model.errors import HostError
from vmmconsole.providers.libvirt import xmltree

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(12))


@pytest.mark.parametrize(
    "text",
    [
        f"<!DOCTYPE domain [{LAUGHS}]><domain><name>&l11;</name></domain>",
        '<!DOCTYPE domain [<!ENTITY f SYSTEM "file:///etc/passwd">]><domain><name>&f;</name></domain>',
        "<domain>" + "x" * xmltree.MAX_XML + "</domain>",
        "<domain><name>",
        "",
    ],
    ids=["laughs", "file", "long", "cut off", "empty"],
)
def test_it_is_refused(text: str) -> None:
    with pytest.raises(HostError) as raised:
        xmltree.parse(text)
    assert raised.value.action

"""How often somebody may ask."""

from __future__ import annotations

from vmmconsole.server.rates import Rate


def test_a_burst_passes_and_then_so_many_a_second():
    now = [0.0]
    rate = Rate(2, 5, clock=lambda: now[0])
    assert [rate.take("ann") for _ in range(5)] == [0] * 5
    assert rate.take("ann") == 0.5
    assert rate.take("bob") == 0
    now[0] = 0.5
    assert rate.take("ann") == 0
    assert rate.take("ann") > 0
    now[0] = 1000
    assert [rate.take("ann") for _ in range(6)] == [0] * 5 + [0.5]


def test_only_so_many_keys_are_kept_and_those_in_use_stay():
    rate = Rate(0.001, 1, most_keys=3, clock=lambda: 0.0)
    assert rate.take("busy") == 0
    for number in range(10):
        rate.take(str(number))
        assert rate.take("busy") > 0
    assert len(rate._buckets) == 3

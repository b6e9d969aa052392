"""Break the connection to the pretended Discord, before or after it took what was sent."""

import fnmatch
from typing import Any

import pytest
from simcord.http import router


def reset_connection(
    monkeypatch: pytest.MonkeyPatch,
    method: str,
    path: str,
    *,
    times: int = 1,
    after_arrival: bool = False,
) -> None:
    """Reset the connection at matching calls; `after_arrival` they were taken all the same."""
    dispatch, left = router.dispatch, [times]

    def broken(backend: Any, called: str, url: str, **given: Any) -> Any:
        if called != method or not fnmatch.fnmatch(url, path) or not left[0]:
            return dispatch(backend, called, url, **given)
        left[0] -= 1
        if after_arrival:
            dispatch(backend, called, url, **given)
        raise ConnectionResetError(104, "Connection reset by peer")

    monkeypatch.setattr(router, "dispatch", broken)

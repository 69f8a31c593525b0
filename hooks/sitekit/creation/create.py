"""Writes what is new: tried on a copy of the content first, and nothing is overwritten."""

from __future__ import annotations

from sitekit.creation.plans import CreationError, Plan
from sitekit.runtime.transaction import Changes, commit
from sitekit.site import Site
from sitekit.trial import after, new_problems


def create(site: Site, plan: Plan) -> str:
    """Write what a plan says, and return the path of its file.

    Raises CreationError, and writes nothing, if the site would have a problem that it has not.
    """
    settings = site.library.settings
    new = () if (settings.root / plan.path).exists() and plan.is_entry else (plan.path,)
    changes = Changes(writes={plan.path: plan.content}, new=new)
    try:
        tried = after(site, changes, settings.nav)
        if problem := next(new_problems(site, tried), None):
            raise CreationError(f"{problem} Nothing was written.")
        commit(settings.root, changes)
    except FileExistsError:
        raise CreationError(f"{plan.path} exists. Nothing was written.") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise CreationError(f"{plan.path} cannot be written: {reason}.") from None
    return plan.path

"""Share: how a plan is shared, and whether its private page has all that it hangs on.

In: the fields of a plan, and the keys and links of a workspace. Out: a `Share`; findings for a
missing uid or key and for a revoked link. Touches nothing.
"""

from __future__ import annotations

from typing import Final

from generator.format.fields.record import Fields
from generator.format.fields.report import Location
from generator.format.fields.slips import guess
from generator.format.keys.plan import PlanKeys, ShareKeys
from generator.model.share import UNSAID_SHARE, Access, PrivateShare, Share, Status
from generator.privacy.links import Links
from generator.privacy.seal import LAST_GENERATION

#: The finding that takes a page away though nothing in the file says so.
REVOKED_LINK: Final = "revoked-link"


def share_of(plan: Fields) -> Share:
    """How the plan is shared: by a link of the first generation, where it says nothing else."""
    share = plan.get(PlanKeys.share)
    if share is None:
        return UNSAID_SHARE
    return Share(
        access=share.get(ShareKeys.access, Access.LINK),
        generation=share.get(ShareKeys.generation, 1),
        key=share.get(ShareKeys.key),
        until=share.get(ShareKeys.until),
    )


def check_share(
    plan: Fields,
    status: Status,
    share: Share,
    links: Links | None,
) -> None:
    """Note what a private page lacks. Without `links`, nothing is asked of its key and its link."""
    if status in (Status.DRAFT, Status.REVOKED) or not share.access.is_private:
        return
    if plan.has(PlanKeys.share) and plan.get(PlanKeys.share) is None:
        return
    if not plan.has(PlanKeys.uid):
        _report_missing_uid(plan)
        return
    page = share.page(plan.get(PlanKeys.uid))
    if isinstance(page, PrivateShare) and links is not None:
        _check_link(plan, page, links)


def _report_missing_uid(plan: Fields) -> None:
    sentence = "this plan has no uid, and its private link hangs on one"
    hint = "run `handrail check --fix`, which adds one; or write `share: {access: public}` if anyone may read it"
    plan.report.add(plan.here, sentence, "uid-missing", hint)


def _check_link(plan: Fields, share: PrivateShare, links: Links) -> None:
    name = links.key_name(share)
    if name is None:
        hint = "run `handrail key new`, or write `share: {access: public}` if anyone may read this plan"
        spot = plan.spot(PlanKeys.share)
        plan.report.add(
            spot,
            "no key is named for this private page",
            "no-key",
            hint,
        )
    elif links.key(share) is None:
        _report_unknown_key(plan, name, share, links)
    elif links.lowest_generation(share) > share.generation:
        _report_revoked_link(plan, links.lowest_generation(share))


def _report_unknown_key(
    plan: Fields,
    name: str,
    share: PrivateShare,
    links: Links,
) -> None:
    meant = guess(name, [known for known, _ in links.keyring.keys])
    sentence = f"your key file has no key{meant.typed or ' of this name'}{meant.question}"
    if not meant.typed:
        # A name that may be somebody's is not repeated.
        name = "NAME"
    hint = f"put the name right, or bring the key back with `handrail key restore {name}`"
    plan.report.add(_spot_of_key(plan, share), sentence, "unknown-key", hint)


def _spot_of_key(plan: Fields, share: PrivateShare) -> Location:
    """Where the plan names its key; the settings may name it instead."""
    below = plan.get(PlanKeys.share)
    if below and share.key:
        return below.spot(ShareKeys.key)
    return plan.spot(PlanKeys.share)


def _report_revoked_link(plan: Fields, lowest: int) -> None:
    hint = f"write `generation: {lowest}` below `share:` for a new link, or `status: revoked` to keep it closed"
    if lowest > LAST_GENERATION:
        hint = "this plan has no link left; delete its uid line and run `handrail check --fix` for a new one"
    spot = plan.spot(PlanKeys.share)
    below = plan.get(PlanKeys.share)
    if below and below.has(ShareKeys.generation):
        spot = below.spot(ShareKeys.generation)
    plan.report.add(spot, "this link has been revoked", REVOKED_LINK, hint)

"""Exports of booking tools, as the tools write them: their columns, and rows of our own."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from io import StringIO

_PERSON = "User Name,Team,Invitee Name,Invitee First Name,Invitee Last Name,Invitee Email"
_EVENT = (
    "Invitee Time Zone,Invitee accepted marketing emails,Text Reminder Number,Event Type Name,"
    "Start Date & Time,End Date & Time,Location,Event Created Date & Time"
)
_OUTCOME = "Canceled,Canceled By,Cancellation reason,Question 1,Response 1"
_UTM = "UTM Campaign,UTM Source,UTM Medium,UTM Term,UTM Content"
CALENDLY = f"{_PERSON},{_EVENT},{_OUTCOME},{_UTM},Salesforce UUID,Marked as No-Show".split(",")
_CAL_COM = (
    "id,uid,title,createdAt,timeStatus,eventTypeId,eventLength,startTime,endTime,paid,userEmail,"
    "createdAt_date,createdAt_time,attendee1"
)
_ROUTING = (
    "Booking UID,Booking Link,Response ID,Form Name,Submitted At,Has Booking,Booking Status,"
    "Booking Created At,Your E-Mail"
)
_UTM_IN_LINKS = "utm_source,utm_medium,utm_campaign,utm_term,utm_content"
CAL_COM = f"{_CAL_COM},{_UTM_IN_LINKS}".split(",")
ROUTING = f"{_ROUTING},{_UTM_IN_LINKS}".split(",")


def calendly(created: str, canceled: str = "false", campaign: str = "", **more: str) -> dict:
    """Return a row of Calendly's; with a campaign it is of a link of this site."""
    row = {"Event Created Date & Time": created, "Canceled": canceled}
    row |= {"Invitee Name": "Mary Somerville", "Invitee Email": "mary@mills.example"}
    if campaign:
        row |= {"UTM Source": "website", "UTM Medium": "cta", "UTM Campaign": campaign}
    return row | {name.replace("_", " "): value for name, value in more.items()}


def export(
    columns: Iterable[str], rows: Iterable[Mapping[str, str]], delimiter: str = ","
) -> bytes:
    """Return rows as the text of a CSV file; what a row lacks is empty."""
    out = StringIO()
    writer = csv.DictWriter(out, [*columns], restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()

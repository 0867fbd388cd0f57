"""The program under test: a small client of the Instantly API, that retries when it is told to slow down."""

import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen


class Outreach:
    def __init__(self, base_url, api_key):
        self.base_url = base_url
        self.api_key = api_key

    def call(self, method, path, body=None, tries=3):
        headers, data = {"Authorization": f"Bearer {self.api_key}"}, None
        if body is not None:
            headers["Content-Type"], data = "application/json", json.dumps(body).encode()
        try:
            with urlopen(Request(self.base_url + path, data, headers, method=method)) as answer:
                return json.load(answer)
        except HTTPError as refusal:
            if refusal.code != 429 or tries == 1:
                raise
            return self.call(method, path, body, tries - 1)

    def plan(self, name):
        """Creates a campaign that sends on weekday mornings."""
        mornings = {
            "name": "Mornings",
            "timing": {"from": "09:00", "to": "12:00"},
            "days": {str(day): True for day in range(1, 6)},
            "timezone": "Europe/Belgrade",
        }
        return self.call("POST", "/api/v2/campaigns", {"name": name, "campaign_schedule": {"schedules": [mornings]}})

    def names(self):
        """The names of all campaigns."""
        names, page = [], self.call("GET", "/api/v2/campaigns?limit=100")
        while page["items"]:
            names += [campaign["name"] for campaign in page["items"]]
            page = self.call("GET", f"/api/v2/campaigns?limit=100&starting_after={page['next_starting_after']}")
        return names

    def launch(self, campaign):
        """Starts the campaign."""
        return self.call("POST", f"/api/v2/campaigns/{campaign}/activate")

    def replies(self, lead):
        """What the lead wrote, newest first."""
        return self.call("GET", f"/api/v2/emails?email_type=received&lead={lead}")["items"]

    def figures(self, campaign):
        """The figures of the campaign."""
        return self.call("GET", f"/api/v2/campaigns/analytics?id={campaign}")[0]

    def subscribe(self, url):
        """Has each reply reported to the URL."""
        return self.call("POST", "/api/v2/webhooks", {"target_hook_url": url, "event_type": "reply_received"})

    def answer(self, event):
        """Answers the reply that a webhook reported."""
        answer = {
            "eaccount": event["email_account"],
            "reply_to_uuid": event["email_id"],
            "subject": event["reply_subject"],
            "body": {"text": "Then let us meet."},
        }
        return self.call("POST", "/api/v2/emails/reply", answer)

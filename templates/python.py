"""Start the server, then run the tests; pytest takes them, too.

    npx instantly-mock --fixture instantly.jsonc      or: docker compose --file compose.instantly.yaml up --detach
    python3 -m unittest
"""

import json
import os
import unittest
from urllib.request import Request, urlopen
from uuid import uuid4

URL = os.environ.get("INSTANTLY_MOCK_URL", "http://127.0.0.1:3000")
CAMPAIGN = "11111111-1111-4111-8111-111111111111"


def call(key, method, path, body=None):
    headers = {"Authorization": f"Bearer {key}"}
    data = None if body is None else json.dumps(body).encode()
    if data:
        headers["Content-Type"] = "application/json"
    with urlopen(Request(URL + path, data, headers, method=method)) as answer:
        return json.load(answer)


def add_lead(key, email):
    """Stands for your program: give it this base URL and this key instead."""
    return call(key, "POST", "/api/v2/leads", {"email": email, "campaign": CAMPAIGN})


class InstantlyTest(unittest.TestCase):
    def setUp(self):
        # Another key is another workspace: each test has its own, which begins as the fixture says.
        self.key = f"mock_{uuid4()}"

    def admin(self, method, path, body=None):
        """Calls the control plane; the key names the workspace."""
        return call(self.key, method, f"/__admin{path}", body)

    def test_the_program_adds_a_lead(self):
        add_lead(self.key, "dora@example.org")
        expected = {"operation_id": "createLead", "body": {"email": "dora@example.org"}, "exactly": 1}
        self.admin("POST", "/verify", {"calls": [expected]})
        self.assertEqual(len(call(self.key, "POST", "/api/v2/leads/list", {})["items"]), 3)

    def test_a_lead_replies(self):
        # Ten o'clock on a Monday, where the campaign sends.
        self.admin("POST", "/clock/freeze", {"at": "2026-06-01T15:00:00Z"})
        reply = {"event": "reply", "after": "2h", "text": "Tell me more."}
        self.admin("POST", "/plans", [{"match": {"lead": "ben@*"}, "do": [reply]}])
        call(self.key, "POST", f"/api/v2/campaigns/{CAMPAIGN}/activate")
        happened = self.admin("POST", "/clock/advance", {"by": "5h"})["happened"]
        self.assertEqual(happened["email_sent"], 2)
        self.assertEqual(happened["reply_received"], 1)


if __name__ == "__main__":
    unittest.main()

from instantly_mock import TestCase

CAMPAIGN = "22222222-2222-4222-8222-222222222222"


class PlantedReplyTest(TestCase):
    def test_sees_a_reply_in_the_unibox_and_in_the_analytics(self):
        self.admin("POST", "/reset", {"to": "small"})
        reply = {"event": "reply", "after": "2h", "text": "Yes!", "interest": 1}
        self.admin("POST", "/plans", [{"match": {"lead": "carla@*", "times": 1}, "do": [reply]}])

        self.admin("POST", "/clock/freeze", {"at": "2026-03-02T15:00:00Z"})
        self.outreach.launch(CAMPAIGN)
        happened = self.admin("POST", "/clock/advance", {"by": "3d"})["happened"]
        self.assertEqual(happened["reply_received"], 1)

        [reply] = self.outreach.replies("carla@example.org")
        self.assertRegex(reply["body"]["text"], "^Yes!")
        figures = self.outreach.figures(CAMPAIGN)
        self.assertEqual((figures["reply_count"], figures["total_opportunities"]), (1, 1))

using Shouldly;
using Xunit;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Experiences;
using ZaloBot.Rules.Reasons;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Tests.Judgement;

/// <summary>How the learnt opinion, strong patterns, own phrases, exceptions and experience are weighed against each other.</summary>
public sealed class WeighingTests
{
    private const string Text = "một câu nào đó";
    private const string Swindle = "Chúc mừng bạn đã trúng thưởng xe SH, bấm vào qua-tang-88.click nhập số thẻ và mã OTP để nhận";

    [Fact]
    public void The_weightiest_finding_comes_first_and_its_kind_is_that_of_the_message()
    {
        var rules = RuleSet.Default with { Advertising = new() { Phrases = ["kẹo dừa sáp"] } };

        var verdict = Judge(rules, 0.7, "kẹo dừa sáp nè");

        verdict.Findings.Select(finding => finding.Rule).ShouldBe([RuleName.Advertising, RuleName.Personal]);
        verdict.Category.ShouldBe(MessageCategory.Advertising);
        verdict.Score.ShouldBe(0.99, 1e-6);
        verdict.Reasons.Count.ShouldBe(2);
        verdict.Reasons.ShouldBe(verdict.Findings.Select(finding => finding.Reason));
    }

    [Fact]
    public void Of_findings_of_one_weight_the_rule_that_comes_first_comes_first()
    {
        var rules = RuleSet.Default with { Scam = new() { Phrases = ["kẹo dừa"] }, OffTopic = new() { Phrases = ["kẹo dừa"] } };

        Judge(rules, 0.01, "kẹo dừa nè").Findings.Select(finding => finding.Rule).ShouldBe([RuleName.Scam, RuleName.OffTopic]);
    }

    [Fact]
    public void A_message_that_one_rule_breaks_and_another_suspects_is_a_breach_and_needs_no_review()
    {
        var rules = RuleSet.Default with { Scam = new() { Threshold = 0.9, ReviewThreshold = 0.05 } };

        var verdict = Judge(rules, 0.8, Text);

        verdict.Findings.Select(finding => (finding.Rule, finding.IsBreach)).ShouldBe([(RuleName.Personal, true), (RuleName.Scam, false)]);
        (verdict.IsViolation, verdict.NeedsReview, verdict.Category).ShouldBe((true, false, MessageCategory.Personal));
    }

    [Fact]
    public void A_rule_that_only_suspects_more_does_not_name_the_breach()
    {
        var rules = RuleSet.Default with { Personal = new() { Threshold = 0.95 }, Scam = new() { Threshold = 0.05, ReviewThreshold = 0.05 } };

        var verdict = Judge(rules, 0.8, Text);

        verdict.Findings.Select(finding => (finding.Rule, finding.IsBreach)).ShouldBe([(RuleName.Personal, false), (RuleName.Scam, true)]);
        verdict.Category.ShouldBe(MessageCategory.Scam);
    }

    [Fact]
    public void Of_two_breaches_the_one_sure_enough_for_the_group_is_acted_upon()
    {
        var rules = RuleSet.Default with { Personal = new() { PublicThreshold = 0.95 }, Scam = new() { Threshold = 0.05, PublicThreshold = 0.05, ReviewThreshold = 0.05 } };

        var verdict = Judge(rules, 0.8, Text);

        verdict.Findings.Select(finding => (finding.Rule, finding.IsForPublic)).ShouldBe([(RuleName.Personal, false), (RuleName.Scam, true)]);
        (verdict.IsForPublic, verdict.Breach!.Rule, verdict.Category).ShouldBe((true, RuleName.Scam, MessageCategory.Scam));
    }

    [Fact]
    public void A_public_threshold_below_the_threshold_is_the_threshold()
    {
        var rules = RuleSet.Default with { Personal = new() { Threshold = 0.7, PublicThreshold = 0.55 } };

        Judge(rules, 0.71, Text).IsForPublic.ShouldBeTrue();
        Judge(rules, 0.69, Text).Breach.ShouldBeNull();
    }

    [Fact]
    public void A_threshold_is_reached_by_what_is_as_high()
    {
        var rules = RuleSet.Default with { Personal = new() { Threshold = 0.5, PublicThreshold = 0.5 } };

        Judge(rules, 0.5, Text).IsForPublic.ShouldBeTrue();
    }

    [Fact]
    public void Of_kinds_equally_likely_the_first_carries_the_probability()
    {
        var verdict = new MessageJudge(RuleSet.Default, new TornClassifier()).Judge(ChatMessage.Of(Text));

        verdict.Findings.Select(finding => (finding.Rule, finding.Score)).ShouldBe([(RuleName.Personal, 0.75), (RuleName.Scam, 0.375)]);
    }

    [Theory]
    [InlineData(0.001, 0.261)]
    [InlineData(0.04, 0.45)]
    [InlineData(0.06, 0.9)]
    public void What_is_surely_work_by_itself_is_not_blamed_for_its_neighbours(double alone, double expected)
    {
        var judge = new MessageJudge(RuleSet.Default, new NeighbourlyClassifier(0.9f, (float)alone));

        judge.Judge(new() { Text = Text, Previous = "câu trước" }).Score.ShouldBe(expected, 1e-6);
        judge.Judge(new() { Text = Text, Previous = "câu trước", Earlier = ["trước nữa"] }).Score.ShouldBe(expected, 1e-6);
        judge.Judge(new() { Text = Text, Previous = "câu trước", RepliedTo = "câu được trả lời" }).Score.ShouldBe(0.9, 1e-6, "who replies has chosen what to answer");
    }

    [Theory]
    [InlineData(0.04, false)]
    [InlineData(0.06, true)]
    public void Nor_is_a_strong_pattern_in_it_held_against_it(double alone, bool isForPublic)
    {
        new MessageJudge(RuleSet.Default, new NeighbourlyClassifier(0.9f, (float)alone)).Judge(ChatMessage.Of(Swindle, "câu trước")).IsForPublic.ShouldBe(isForPublic);
    }

    [Fact]
    public void Rules_that_are_switched_off_set_no_cap()
    {
        var off = new RuleSettings { Enabled = false, Threshold = 0.1, PublicThreshold = 0.1 };

        new MessageJudge(RuleSet.Default with { Unofficial = off }, new NeighbourlyClassifier(0.9f, 0.04f)).Judge(ChatMessage.Of(Text, "câu trước")).Score.ShouldBe(0.45, 1e-6);
        new MessageJudge(
            RuleSet.Default with { Personal = off, OffTopic = off, Advertising = off, Unofficial = off, Uncivil = off, Scam = off },
            new NeighbourlyClassifier(0.9f, 0.04f)).Judge(ChatMessage.Of(Text, "câu trước")).IsViolation.ShouldBeFalse();
    }

    [Fact]
    public void What_is_less_surely_work_is_capped_no_lower()
    {
        var rules = RuleSet.Default with { Personal = new() { PublicThreshold = 0 } };

        new MessageJudge(rules, new NeighbourlyClassifier(0.9f, 0.04f)).Judge(ChatMessage.Of(Text, "câu trước")).Score.ShouldBe(0.261, 1e-6);
    }

    [Fact]
    public void What_is_less_than_that_is_not_raised_to_it()
    {
        var judge = new MessageJudge(RuleSet.Default, new NeighbourlyClassifier(0.02f, 0.01f, tellsAlways: true));

        judge.Judge(ChatMessage.Of(Text, "câu trước")).Score.ShouldBe(0.02, 1e-6);
    }

    [Fact]
    public void Nor_where_an_office_warns_earlier()
    {
        var rules = RuleSet.Default with { Personal = new() { Threshold = 0.25, PublicThreshold = 0.25 } };

        new MessageJudge(rules, new NeighbourlyClassifier(0.9f, 0.001f)).Judge(ChatMessage.Of(Text, "câu trước")).IsViolation.ShouldBeFalse();
        new MessageJudge(rules, new NeighbourlyClassifier(0.9f, 0.04f)).Judge(ChatMessage.Of(Text, "câu trước")).IsViolation.ShouldBeFalse();
        new MessageJudge(rules, new NeighbourlyClassifier(0.3f, 0.06f)).Judge(ChatMessage.Of(Text, "câu trước")).IsViolation.ShouldBeTrue();
    }

    [Theory]
    [InlineData("họp lúc mấy giờ ạ?")]
    [InlineData("Dạ em nhận ạ")]
    [InlineData("Chiều nay nộp báo cáo chưa chị")]
    [InlineData("Đơn vị em đã gửi rồi ạ")]
    [InlineData("Tuần sau tập huấn ở đâu vậy anh")]
    [InlineData("Dạ em xin phép vắng họp")]
    public void Work_goes_on_between_two_advertisements(string work)
    {
        var judge = new MessageJudge(RuleSet.Default, MessageClassifier.Default);
        foreach (var advertisement in new[] { "Em bán mỹ phẩm xách tay giá rẻ, chị em inbox em nha", "Nhà em thanh lý bộ bàn ghế 2tr, ai lấy ib" })
        {
            judge.Judge(ChatMessage.Of(work, advertisement)).IsViolation.ShouldBeFalse();
            judge.Judge(ChatMessage.Of(work, "có bớt không em") with { Earlier = [advertisement] }).IsViolation.ShouldBeFalse();
        }
    }

    [Fact]
    public void The_main_kind_carries_the_whole_probability_and_the_others_their_share()
    {
        var rules = RuleSet.Default with { Scam = new() { Threshold = 0.5, ReviewThreshold = 0.05 } };

        var findings = Judge(rules, 0.8, Text).Findings;

        findings[0].Score.ShouldBe(0.8, 1e-6);
        findings[1].Score.ShouldBe(0.08, 1e-6);
    }

    [Fact]
    public void What_closed_rules_would_have_found_is_taken_from_the_probability()
    {
        var rules = RuleSet.Default with { Scam = new() { Enabled = false } };

        Judge(rules, 0.8, Text).Score.ShouldBe(0.72, 1e-6);
    }

    [Fact]
    public void A_rule_that_is_switched_off_finds_nothing_not_even_by_a_strong_pattern()
    {
        var rules = RuleSet.Default with { Scam = new() { Enabled = false } };

        Judge(RuleSet.Default, 0.5, Swindle).Findings.Select(finding => finding.Rule).ShouldBe([RuleName.Scam, RuleName.Personal]);
        Judge(rules, 0.5, Swindle).Findings.ShouldHaveSingleItem().Rule.ShouldBe(RuleName.Personal);
    }

    [Fact]
    public void An_exception_of_the_organisations_own_is_named()
    {
        var except = new RuleSettings { Except = ["quỹ tình nghĩa"] };
        var cleared = ReasonTexts.Default.Cleared("own-exception");

        Judge(RuleSet.Default with { Personal = except }, 0.01, "góp quỹ tình nghĩa nhé").Reasons.ShouldBe(cleared);
        Judge(RuleSet.Default with { Personal = except, Scam = except }, 0.01, "góp quỹ tình nghĩa nhé").Reasons.ShouldBe(cleared);
        Judge(RuleSet.Default with { Personal = except }, 0.01, "góp quỹ nhé").Reasons.ShouldNotBe(cleared);
    }

    [Fact]
    public void A_message_cleared_of_one_rule_keeps_what_others_find()
    {
        var rules = RuleSet.Default with { Personal = new() { Except = ["quỹ tình nghĩa"] }, Scam = new() { Threshold = 0.05, ReviewThreshold = 0.05 } };

        var verdict = Judge(rules, 0.8, "góp quỹ tình nghĩa");

        verdict.Findings.ShouldHaveSingleItem().Rule.ShouldBe(RuleName.Scam);
        verdict.Score.ShouldBe(0.08, 1e-6);
    }

    [Fact]
    public void A_review_threshold_above_the_threshold_hides_no_breach()
    {
        var rules = RuleSet.Default with { Personal = new() { Threshold = 0.5, ReviewThreshold = 0.9 } };

        Judge(rules, 0.5, Text).IsViolation.ShouldBeTrue();
        Judge(rules, 0.49, Text).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void An_own_phrase_breaks_its_rule_even_against_a_classifier_that_is_sure_of_work()
    {
        var rules = RuleSet.Default with { Personal = new() { Phrases = ["kẹo dừa"] } };

        var main = Judge(rules, 0.001, "mua kẹo dừa").Main!;

        main.Score.ShouldBe(0.99, 1e-6);
        main.Reason.ShouldBe(ReasonTexts.Default.Sentence(ReasonTexts.Default.OwnPhrase, "“kẹo dừa”"));
        main.Clause.ShouldBe(ReasonTexts.Default.ClauseOf(MessageCategory.Personal));
    }

    [Fact]
    public void An_own_phrase_that_is_only_quoted_breaks_nothing()
    {
        var rules = RuleSet.Default with { Personal = new() { Phrases = ["kẹo dừa"] } };

        Judge(rules, 0.01, "ai viết \"mua kẹo dừa nhà em\" vậy").Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_strong_pattern_against_certainty_has_the_score_of_a_review()
    {
        Judge(RuleSet.Default, 0.01, Swindle).Score.ShouldBe(0.20, 1e-6);
        Judge(RuleSet.Default, 0.05, Swindle).Score.ShouldBe(MessageJudge.StrongScore, 1e-6);
    }

    [Fact]
    public void Dismissals_by_leaders_take_from_the_probability_and_are_named()
    {
        var verdict = Judge(RuleSet.Default, 0.7, Text, new Experience([new(TextMarks.Of(Text), IsViolation: false)]));

        verdict.Score.ShouldBe(1 / (1 + Math.Exp(-(Math.Log(0.7 / 0.3) - Experience.MostRelief))), 1e-4);
        verdict.IsViolation.ShouldBeFalse();
        verdict.Reasons[^1].ShouldBe(ReasonTexts.Default.Learnt(isBreach: false, 1));
    }

    [Theory]
    [InlineData(0.90, false, true)]
    [InlineData(0.95, true, false)]
    public void What_leaders_dismissed_they_are_not_asked_about_again(double score, bool isForPublic, bool needsReview)
    {
        var verdict = Judge(RuleSet.Default, score, Text, new Experience([new(TextMarks.Of(Text), IsViolation: false)]));

        (verdict.IsForPublic, verdict.IsViolation, verdict.NeedsReview, verdict.IsDismissed).ShouldBe((isForPublic, isForPublic, needsReview, true));
        verdict.Score.ShouldBeGreaterThan(RuleSet.Default.Personal.Threshold);
    }

    [Fact]
    public void Where_leaders_disagree_nothing_is_dismissed()
    {
        var verdict = Judge(RuleSet.Default, 0.4, Text, new Experience([new(TextMarks.Of(Text), IsViolation: false), new(TextMarks.Of(Text), IsViolation: true)]));

        (verdict.IsViolation, verdict.IsDismissed).ShouldBe((true, false));
    }

    [Fact]
    public void But_of_a_swindle_and_of_an_own_phrase_they_are()
    {
        var dismissed = new Experience([new(TextMarks.Of(Text), IsViolation: false)]);
        var rules = RuleSet.Default with { Personal = new() { PublicThreshold = 1, Phrases = ["câu nào"] } };

        new MessageJudge(RuleSet.Default, new FixedClassifier(0.9, MessageCategory.Scam)).Judge(ChatMessage.Of(Text), dismissed).IsViolation.ShouldBeTrue();
        Judge(rules, 0.01, Text, dismissed).IsViolation.ShouldBeTrue();
    }

    [Fact]
    public void Confirmations_by_leaders_add_to_the_probability_and_are_named()
    {
        var verdict = Judge(RuleSet.Default, 0.5, Text, new Experience([new(TextMarks.Of(Text), IsViolation: true)]));

        verdict.Score.ShouldBe(1 / (1 + Math.Exp(-Experience.MostBurden)), 1e-4);
        verdict.IsViolation.ShouldBeTrue();
        verdict.Reasons[^1].ShouldBe(ReasonTexts.Default.Learnt(isBreach: true, 1));
        ReasonTexts.Default.Learnt(isBreach: true, 1).ShouldNotBe(ReasonTexts.Default.Learnt(isBreach: false, 1));
    }

    [Fact]
    public void Experience_of_other_messages_changes_nothing()
    {
        var verdict = Judge(RuleSet.Default, 0.5, Text, new Experience([new(TextMarks.Of("chuyện hoàn toàn khác hẳn"), IsViolation: true)]));

        verdict.Score.ShouldBe(0.5, 1e-6);
        verdict.Reasons.ShouldBe(Judge(RuleSet.Default, 0.5, Text).Reasons);
    }

    [Theory]
    [InlineData("https://qua-tang.xyz/abc", true)]
    [InlineData("khong phai dia chi", false)]
    [InlineData("/chi/mot/duong/dan", false)]
    [InlineData("https://doankhoi.gov.vn/abc", false)]
    public void Only_an_odd_address_of_a_preview_makes_a_scam_of_a_question_for_a_code(string link, bool isScam) =>
        new MessageJudge(RuleSet.Default, new FixedClassifier(0.1)).Judge(new() { Kind = ContentKind.Link, Text = "Bấm vào để nhận quà", Links = [link] })
            .Findings.Any(finding => finding.Rule == RuleName.Scam).ShouldBe(isScam);

    [Fact]
    public void A_file_without_a_word_is_told_by_its_name() =>
        new MessageJudge(RuleSet.Default, new FixedClassifier(0.5)).Judge(new() { Kind = ContentKind.File, FileNames = ["luong.exe"] }).Score.ShouldBe(MessageJudge.StrongScore, 1e-6);

    [Fact]
    public void A_pattern_that_is_not_strong_shows_its_words_too()
    {
        const string Invitation = "Chiều nay nhậu không mấy anh";

        var main = Judge(RuleSet.Default, 0.5, Invitation).Main!;

        main.Words.ShouldNotBeEmpty();
        main.Reason.ShouldContain("nhậu");
    }

    [Fact]
    public void The_signs_of_what_stands_before_are_weighed()
    {
        const string Offer = "Nhà em còn 20 ký khô, 250k/kg, ai lấy nhắn em";
        const string Order = "lấy cho chị một cái";
        var classifier = new FixedClassifier(0.1);
        var judge = new MessageJudge(RuleSet.Default, classifier);

        judge.Judge(ChatMessage.Of(Order, Offer));
        classifier.Signs.ShouldBe(SignReader.Default.Read(Order, Offer));
        judge.Judge(ChatMessage.Of(Order));
        classifier.Signs.ShouldBe(SignReader.Default.Read(Order, ""));
    }

    [Fact]
    public void Thanks_behind_a_message_are_not_judged()
    {
        var classifier = new FixedClassifier(0.01);
        new MessageJudge(RuleSet.Default, classifier).Judge(ChatMessage.Of("Em gửi báo cáo. Dạ em cảm ơn anh.", "câu trước"));
        (classifier.Text, classifier.Context).ShouldBe(("Em gửi báo cáo", "câu trước"));

        var verdict = Judge(RuleSet.Default with { Personal = new() { Phrases = ["cảm ơn anh"] } }, 0.01, "Em gửi báo cáo. Dạ em cảm ơn anh.");

        verdict.IsViolation.ShouldBeFalse();
    }

    // As it does when it learns.
    [Fact]
    public void The_classifier_reads_a_message_without_thanks_as_written()
    {
        const string Written = " Em gửi báo cáo... ";
        var classifier = new FixedClassifier(0.01);

        new MessageJudge(RuleSet.Default, classifier).Judge(ChatMessage.Of(Written));

        classifier.Text.ShouldBe(Written);
    }

    private static Verdict Judge(RuleSet rules, double score, string text, Experience? experience = null) =>
        new MessageJudge(rules, new FixedClassifier(score)).Judge(ChatMessage.Of(text), experience);

    /// <summary>Finds two kinds of breach equally likely.</summary>
    private sealed class TornClassifier : IMessageClassifier
    {
        public ClassScores Score(ReadOnlySpan<char> text, ReadOnlySpan<char> context, in MessageSigns signs, float aloneAbove = 1)
        {
            var scores = new ClassScores { Violation = 0.75f };
            scores[MessageCategory.Personal] = 0.5f;
            scores[MessageCategory.Scam] = 0.5f;
            return scores;
        }
    }

    /// <summary>One opinion of a message among others, and one of the same message alone.</summary>
    private sealed class NeighbourlyClassifier(float among, float alone, bool tellsAlways = false) : IMessageClassifier
    {
        public ClassScores Score(ReadOnlySpan<char> text, ReadOnlySpan<char> context, in MessageSigns signs, float aloneAbove = 1)
        {
            var scores = new ClassScores { Violation = context.IsEmpty ? alone : among, Alone = !context.IsEmpty && (tellsAlways || among > aloneAbove) ? alone : null };
            scores[MessageCategory.Personal] = 1;
            scores[MessageCategory.TaskInfo] = 1;
            return scores;
        }
    }
}

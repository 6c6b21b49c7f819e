using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;
using ZaloBot.Access;
using ZaloBot.Dashboard;
using ZaloBot.Learning;
using ZaloBot.Moderation;
using ZaloBot.Rules;
using ZaloBot.Rules.Classification;
using ZaloBot.Settings;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Tests.Membership;

namespace ZaloBot.Tests.Learning;

/// <summary>Where leaders dismiss nearly all they are asked about a rule, they are asked about it no more for a while.</summary>
public sealed class NotAskedTests
{
    private const string Sure = "Mời cả nhà dự tiệc thôi nôi tối nay";

    // Nothing in common but what is doubted: what is like a dismissed message is not asked about for another reason.
    private static readonly string[] Doubts =
    [
        "Gian hàng cuối tuần mở tiếp, ai rảnh thì ghé",
        "Bên gian hàng còn mấy cái áo nè mọi người",
        "Chú Bảy vừa dọn lại gian hàng đẹp lắm luôn",
        "Hỏi thăm gian hàng hôm bữa bán được nhiều hông ta",
        "Tối qua trời mưa nên gian hàng đóng sớm",
    ];

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Redis)]
    public async Task A_rule_whose_questions_are_dismissed_asks_no_more_and_the_administrators_are_told_once(StoreKind on)
    {
        await using var bot = await StartAsync(on: on);
        await DismissAsync(bot, Doubts[0]);
        bot.ToldTo(The.Administrator).ShouldBeEmpty("one dismissal says nothing");
        await DismissAsync(bot, Doubts[1]);
        bot.ToldTo(The.Administrator).ShouldHaveSingleItem().ShouldContain("tạm ngừng hỏi");

        await bot.RestartAsync();
        (await AsksAsync(bot, Doubts[2])).ShouldBeFalse();
        await SayAsync(bot, Sure);
        bot.SaidIn(The.Group).ShouldHaveSingleItem("what is sure is said as before");

        bot.Clock.Advance(DoubtRecord.Pause);
        (await AsksAsync(bot, Doubts[3])).ShouldBeTrue("who is never asked never answers");
        await AnswerAsync(bot, "sai");
        (await AsksAsync(bot, Doubts[4])).ShouldBeFalse();
        bot.ToldTo(The.Administrator).ShouldHaveSingleItem("the administrators know already");
    }

    [Fact]
    public async Task Answers_to_doubts_that_were_not_asked_about_end_the_pause_when_they_are_better()
    {
        await using var bot = await StartAsync();
        await DismissAsync(bot, Doubts[0]);
        await DismissAsync(bot, Doubts[1]);
        (await AsksAsync(bot, Doubts[2])).ShouldBeFalse();

        await bot.Get<LessonBook>().AnswerAsync((await bot.CasesAsync())[0].Case, LeaderAnswer.Right, "dashboard");
        (await AsksAsync(bot, Doubts[3])).ShouldBeTrue();
    }

    [Fact]
    public async Task What_may_be_fraud_is_asked_about_whatever_was_answered()
    {
        await using var bot = await StartAsync(MessageCategory.Scam);
        await DismissAsync(bot, Doubts[0]);
        await DismissAsync(bot, Doubts[1]);

        (await AsksAsync(bot, Doubts[2])).ShouldBeTrue();
        bot.ToldTo(The.Administrator).ShouldBeEmpty();
        (await bot.Get<LessonBook>().CurrentAsync()).NotAskedUntil(The.Group, RuleName.Scam).ShouldBeNull();
    }

    [Fact]
    public async Task Where_answers_are_to_change_nothing_leaders_are_asked_on()
    {
        await using var bot = await StartAsync(settings: same => same with { Learning = same.Learning with { Enabled = false } });
        await DismissAsync(bot, Doubts[0]);
        await DismissAsync(bot, Doubts[1]);

        (await AsksAsync(bot, Doubts[2])).ShouldBeTrue();
    }

    [Fact]
    public async Task The_API_and_the_dashboard_show_doubts_apart_and_a_restored_rule_asks_again()
    {
        await using var bot = await StartAsync();
        bot.Http.DefaultRequestHeaders.Authorization = new("Bearer", await new AdministratorsKey(bot.Store).RenewAsync());
        await DismissAsync(bot, Doubts[0]);
        var paused = bot.Clock.GetUtcNow() + DoubtRecord.Pause;
        await DismissAsync(bot, Doubts[1]);

        var shown = await PrecisionAsync(bot);
        (shown.GetProperty("right").GetInt32(), shown.GetProperty("wrong").GetInt32(), shown.GetProperty("precision").ValueKind).ShouldBe((0, 0, JsonValueKind.Null));
        (shown.GetProperty("doubtsRight").GetInt32(), shown.GetProperty("doubtsWrong").GetInt32()).ShouldBe((0, 2));
        shown.GetProperty("notAskedUntil").GetDateTimeOffset().ShouldBeGreaterThan(paused);
        var page = (await bot.Get<FindingReader>().RulesAsync()).ShouldHaveSingleItem();
        (page.Record.Doubts.Wrong, page.NotAskedUntil).ShouldBe((2, shown.GetProperty("notAskedUntil").GetDateTimeOffset()));
        System.Net.WebUtility.HtmlDecode(await bot.Http.GetStringAsync(new Uri("/", UriKind.Relative))).ShouldContain("đúng 0, sai 2, tạm ngừng hỏi đến 08/12/2026");

        (await bot.Http.PostAsync(new Uri($"/api/v1/groups/{The.Group}/rules/Advertising/restore", UriKind.Relative), content: null)).IsSuccessStatusCode.ShouldBeTrue();
        (await PrecisionAsync(bot)).GetProperty("notAskedUntil").ValueKind.ShouldBe(JsonValueKind.Null);
        (await AsksAsync(bot, Doubts[2])).ShouldBeTrue();
    }

    // One in five is enough to go on asking; of fewer, six dismissals have to say so, twice what makes a rule step down.
    [Theory]
    [InlineData(5, 0, false)]
    [InlineData(6, 0, true)]
    [InlineData(6, 1, true)]
    [InlineData(8, 2, false)]
    [InlineData(9, 2, true)]
    [InlineData(16, 4, false)]
    [InlineData(30, 4, true)]
    public void Leaders_are_asked_as_long_as_one_in_five_of_the_latest_was_right(int wrong, int right, bool pauses)
    {
        var lessons = new Lessons(
            Enumerable.Range(0, wrong + right).Select(number => new LessonRecord
            {
                Case = $"C{number}", GroupId = The.Group, UserId = The.Member, Rule = RuleName.Advertising, WasDoubt = true, By = The.Leader,
                At = The.Morning.AddMinutes(number), Answer = number < right ? LeaderAnswer.AllowedOnce : LeaderAnswer.Wrong,
            }),
            new Dictionary<(string, RuleName), DateTimeOffset>(),
            new LearningOptions());

        (lessons.NotAskedUntil(The.Group, RuleName.Advertising) is not null).ShouldBe(pauses);
        lessons.IsSteppedDown(The.Group, RuleName.Advertising).ShouldBeFalse("a rule that asks is not wrong");
        lessons.NotAskedUntil(The.QuietGroup, RuleName.Advertising).ShouldBeNull();
    }

    private static async Task<JsonElement> PrecisionAsync(Bot bot) =>
        (await bot.Http.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/rules/precision", UriKind.Relative)))[0];

    private static async Task DismissAsync(Bot bot, string text)
    {
        (await AsksAsync(bot, text)).ShouldBeTrue();
        await AnswerAsync(bot, "sai");
    }

    private static async Task AnswerAsync(Bot bot, string word) => await bot.SayAsync(The.Leader, $"{word} {(await bot.CasesAsync())[0].Case}");

    private static async Task<bool> AsksAsync(Bot bot, string text)
    {
        await SayAsync(bot, text);
        return (await bot.CasesAsync())[0].HeldBack switch
        {
            HeldBack.Asked => true,
            HeldBack.Doubtful => false,
            var other => throw new InvalidOperationException($"{text}: {other}"),
        };
    }

    private static async Task SayAsync(Bot bot, string text)
    {
        bot.Clock.Advance(TimeSpan.FromMinutes(20));
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, text);
        await bot.SettledAsync();
    }

    private static Task<Bot> StartAsync(MessageCategory category = MessageCategory.Advertising, StoreKind on = StoreKind.Embedded, Func<ZaloBotSettings, ZaloBotSettings>? settings = null) =>
        Bot.StartAsync(
            same => (settings ?? (unchanged => unchanged))(same with
            {
                Rules = same.Rules with { Personal = new RuleOptions { Phrases = ["tiệc thôi nôi"] } },
                Learning = new LearningOptions { FewestWrong = 1 },
            }),
            on,
            new FixedOpinion("gian hàng", 0.45f, category));
}

using Shouldly;
using Xunit;
using ZaloBot.Emulator;
using ZaloBot.Learning;
using ZaloBot.Moderation;
using ZaloBot.Outbox;
using ZaloBot.Privacy;
using ZaloBot.Rules;
using ZaloBot.Rules.Classification;
using ZaloBot.Settings;
using ZaloBot.Telemetry;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Tests.Membership;

namespace ZaloBot.Tests.Moderation;

/// <summary>Messages between <c>Threshold</c> and <c>PublicThreshold</c>: the leaders are asked in private, and nobody else hears of it.</summary>
public sealed class DoubtsTests
{
    private const string Doubtful = "Gian hàng cuối tuần mở tiếp, ai rảnh thì ghé";
    private const string Sure = "Mời cả nhà dự tiệc thôi nôi tối nay";
    private const string Another = "Bên gian hàng còn mấy cái áo nè mọi người";

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Redis)]
    public async Task A_doubt_is_put_to_the_leader_and_not_to_the_group(StoreKind on)
    {
        await using var bot = await StartAsync(on: on);
        await SayAsync(bot, The.Group, The.Member, Doubtful);

        bot.SaidIn(The.Group).ShouldBeEmpty();
        var found = (await bot.CasesAsync()).ShouldHaveSingleItem();
        (found.Decision, found.HeldBack).ShouldBe((DecisionKind.Note, HeldBack.Asked));
        var question = bot.ToldTo(The.Leader).ShouldHaveSingleItem();
        question.ShouldContain(Doubtful);
        question.ShouldContain($"“đúng {found.Case}”");
        question.ShouldContain($"“sai {found.Case}”");
    }

    [Fact]
    public async Task One_question_about_a_rule_is_enough_for_a_while()
    {
        await using var bot = await StartAsync();
        await SayAsync(bot, The.Group, The.Member, Doubtful);
        bot.Clock.Advance(TimeSpan.FromMinutes(3));
        await SayAsync(bot, The.Group, The.OtherMember, Another);

        bot.ToldTo(The.Leader).ShouldHaveSingleItem();
        (await bot.CasesAsync()).Select(found => found.HeldBack).ShouldBe([HeldBack.Doubtful, HeldBack.Asked], "the second is noted all the same");

        bot.Clock.Advance(TimeSpan.FromMinutes(8));
        await SayAsync(bot, The.Group, The.OtherMember, Another);
        bot.ToldTo(The.Leader).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_doubt_is_not_counted_against_the_person()
    {
        await using var bot = await StartAsync();
        await SayAsync(bot, The.Group, The.Member, Doubtful);
        bot.Clock.Advance(TimeSpan.FromMinutes(20));
        await SayAsync(bot, The.Group, The.Member, Sure);

        (await bot.CasesAsync())[0].Decision.ShouldBe(DecisionKind.Remind, "the first breach that counts");
    }

    [Theory]
    [InlineData(The.QuietGroup, The.OtherMember, MessageCategory.Advertising, false)]
    [InlineData(The.QuietGroup, The.OtherMember, MessageCategory.Scam, true)]
    [InlineData(The.Group, The.Leader, MessageCategory.Advertising, false)]
    [InlineData(The.Group, The.OtherMember, MessageCategory.Scam, true)]
    public async Task Where_nothing_would_be_said_nobody_is_asked_but_about_a_swindle(string group, string by, MessageCategory category, bool asks)
    {
        await using var bot = await StartAsync(category);
        await SayAsync(bot, group, by, Doubtful);

        var leader = The.Settings.Groups.Single(one => one.Id == group).Leaders[0];
        bot.ToldTo(leader).Count.ShouldBe(asks ? 1 : 0);
        bot.SaidIn(group).ShouldBeEmpty();
        (await bot.CasesAsync()).ShouldHaveSingleItem().HeldBack.ShouldBe(asks ? HeldBack.Asked : HeldBack.Doubtful);
    }

    [Fact]
    public async Task Nobody_is_asked_just_after_a_word_in_the_group_or_about_a_reply_to_what_was_reminded()
    {
        await using var bot = await StartAsync();
        var reminded = await bot.Zalo.Acts.SayAsync(The.Group, The.Member, Sure);
        await bot.SettledAsync();
        bot.SaidIn(The.Group).ShouldHaveSingleItem();

        bot.Clock.Advance(TimeSpan.FromMinutes(3));
        await SayAsync(bot, The.Group, The.OtherMember, Doubtful);
        bot.Clock.Advance(TimeSpan.FromMinutes(20));
        await SayAsync(bot, The.Group, The.OtherMember, Another, reminded.Id);
        bot.ToldTo(The.Leader).ShouldBeEmpty();

        await SayAsync(bot, The.Group, The.OtherMember, Another);
        bot.ToldTo(The.Leader).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_rule_is_not_wrong_for_having_asked_and_learns_from_the_answer()
    {
        await using var bot = await StartAsync();
        await SayAsync(bot, The.Group, The.Member, Doubtful);
        var number = (await bot.CasesAsync())[0].Case;
        await bot.Get<LessonBook>().AnswerAsync(number, LeaderAnswer.Wrong, The.Leader);

        var lessons = await bot.Get<LessonBook>().CurrentAsync();
        var advertising = lessons.Rules.ShouldHaveSingleItem().Value;
        (advertising.Right, advertising.Wrong, advertising.Precision, advertising.Doubts.Wrong).ShouldBe((0, 0, null, 1));
        bot.Clock.Advance(TimeSpan.FromMinutes(20));
        await SayAsync(bot, The.Group, The.OtherMember, Doubtful);
        bot.ToldTo(The.Leader).ShouldHaveSingleItem("what was answered is not asked again");
    }

    [Fact]
    public async Task A_burst_is_reminded_whatever_is_doubted_besides()
    {
        await using var bot = await StartAsync(settings: same => same with { Rules = same.Rules with { Flood = new FloodOptions { Messages = 3 } } });
        foreach (var text in new[] { "một", "hai", Doubtful })
        {
            await SayAsync(bot, The.Group, The.Member, text);
        }

        bot.SaidIn(The.Group).ShouldHaveSingleItem();
        (await bot.CasesAsync()).ShouldHaveSingleItem().Rule.ShouldBe(RuleName.Flood);
    }

    [Fact]
    public async Task An_office_that_wants_no_questions_speaks_from_the_threshold_on()
    {
        await using var bot = await StartAsync(settings: same => same with { Rules = same.Rules with { Advertising = new RuleOptions { PublicThreshold = 0 } } });
        await SayAsync(bot, The.Group, The.Member, Doubtful);

        bot.SaidIn(The.Group).ShouldHaveSingleItem();
        bot.ToldTo(The.Leader).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_doubted_swindle_is_put_to_the_leader_as_a_doubt_at_any_hour_and_not_drowned_by_a_burst()
    {
        await using var bot = await StartAsync(MessageCategory.Scam, settings: same => same with
        {
            Organisation = same.Organisation with { Holidays = [new DateOnly(2026, 11, 24)] },
            Rules = same.Rules with { Flood = new FloodOptions { Messages = 2 } },
        });
        await SayAsync(bot, The.Group, The.Member, "một");
        await SayAsync(bot, The.Group, The.Member, Doubtful);

        var question = bot.ToldTo(The.Leader).ShouldHaveSingleItem();
        question.ShouldContain("có thể là lừa đảo");
        question.ShouldNotContain("KHẨN");
    }

    [Fact]
    public async Task A_burst_of_doubted_swindles_is_reminded_as_a_burst_once_leaders_were_asked()
    {
        await using var bot = await StartAsync(MessageCategory.Scam, settings: same => same with { Rules = same.Rules with { Flood = new FloodOptions { Messages = 3 } } });
        for (var message = 0; message < 3; message++)
        {
            await SayAsync(bot, The.Group, The.Member, Doubtful);
        }

        bot.ToldTo(The.Leader).ShouldHaveSingleItem();
        bot.SaidIn(The.Group).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_leader_answers_a_question_in_the_private_chat()
    {
        await using var bot = await StartAsync();
        await SayAsync(bot, The.Group, The.Member, Doubtful);
        await bot.SayAsync(The.Leader, $"đúng {(await bot.CasesAsync())[0].Case}");

        (await bot.Get<LessonBook>().CurrentAsync()).Records.ShouldHaveSingleItem().Answer.ShouldBe(LeaderAnswer.Right);
    }

    [Fact]
    public async Task An_echo_of_a_swindle_leaders_know_of_is_not_asked_about()
    {
        await using var bot = await StartAsync(MessageCategory.Scam, settings: same => same with { Rules = same.Rules with { Scam = new RuleOptions { Phrases = ["trúng thưởng xe"] } } });
        await SayAsync(bot, The.Group, The.Member, "Mọi người trúng thưởng xe hết rồi");
        await SayAsync(bot, The.Group, The.OtherMember, Doubtful);

        bot.ToldTo(The.Leader).ShouldHaveSingleItem().ShouldStartWith("KHẨN");
    }

    public static TheoryData<string, Func<ZaloBotSettings, ZaloBotSettings>> Restraint => new()
    {
        { "outside working hours", same => same with { Organisation = same.Organisation with { Holidays = [new DateOnly(2026, 11, 24)] } } },
        { "where enough was said for a day", same => same with { Warnings = same.Warnings with { MaxPerGroupPerDay = 0 } } },
        { "where questions are not wanted", same => same with { Alerts = same.Alerts with { MaxQuestionsPerLeaderPerDay = 0 } } },
    };

    [Theory]
    [MemberData(nameof(Restraint))]
    public async Task Nobody_is_asked(string when, Func<ZaloBotSettings, ZaloBotSettings> settings)
    {
        await using var bot = await StartAsync(settings: settings);
        await SayAsync(bot, The.Group, The.Member, Doubtful);

        bot.ToldTo(The.Leader).ShouldBeEmpty(when);
        (await bot.CasesAsync()).ShouldHaveSingleItem().HeldBack.ShouldBe(HeldBack.Doubtful);
    }

    [Fact]
    public async Task Questions_are_few_a_day_and_take_the_place_of_no_alert()
    {
        await using var bot = await StartAsync(settings: same => same with { Alerts = same.Alerts with { MaxQuestionsPerLeaderPerDay = 2, MaxPerLeaderPerDay = 1 } });
        for (var question = 0; question < 3; question++)
        {
            await SayAsync(bot, The.Group, The.Member, Doubtful);
            bot.Clock.Advance(TimeSpan.FromMinutes(20));
        }

        bot.ToldTo(The.Leader).Count.ShouldBe(2);
        (await bot.CasesAsync())[0].HeldBack.ShouldBe(HeldBack.Doubtful, "the third is only noted");

        await SayAsync(bot, The.Group, The.OtherMember, Sure);
        bot.Clock.Advance(TimeSpan.FromMinutes(20));
        await SayAsync(bot, The.Group, The.OtherMember, Sure);
        bot.ToldTo(The.Leader).Count.ShouldBe(3, "who repeats a breach is told of all the same");
    }

    [Theory]
    [InlineData(MessageCategory.Advertising)]
    [InlineData(MessageCategory.Scam)]
    public async Task A_question_is_for_the_leader_alone_and_only_for_a_day(MessageCategory category)
    {
        await using var bot = await StartAsync(category, settings: same => same with { Alerts = same.Alerts with { Fallback = AlertFallback.Group, FallbackGroup = The.LeadersGroup } });
        bot.Clock.Advance(TimeSpan.FromDays(8));
        await SayAsync(bot, The.Group, The.Member, Doubtful);

        bot.SaidIn(The.LeadersGroup).ShouldBeEmpty();
        (await bot.Get<UndeliverableAlerts>().WaitingForAsync(The.Leader)).ShouldHaveSingleItem().Alert.ExpiresAt.ShouldBe(bot.Clock.GetUtcNow() + TimeSpan.FromDays(1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_question_that_could_not_be_delivered_for_a_day_is_gone_though_older_alerts_wait_on()
    {
        await using var bot = await StartAsync(settings: same => same with { Warnings = same.Warnings with { Ladder = [new LadderStep { Breach = 1, Action = LadderAction.Remind, TellLeader = true }] } });
        bot.Clock.Advance(TimeSpan.FromDays(14));
        await SayAsync(bot, The.Group, The.Member, Sure);
        bot.Clock.Advance(TimeSpan.FromMinutes(20));
        await SayAsync(bot, The.Group, The.OtherMember, Doubtful);
        (await bot.Get<HealthProbe>().WaitingAlertsAsync()).ShouldBe((2, 1));

        bot.Clock.Advance(TimeSpan.FromDays(1));
        await bot.SettledAsync();
        (await bot.Get<HealthProbe>().WaitingAlertsAsync()).ShouldBe((1, 1));
        await bot.Get<Retention>().EnforceAsync();
        var inbox = string.Join('\n', await bot.Store.Database.ListRangeAsync(bot.Store.Keys.LeaderInbox(The.Leader)));
        inbox.ShouldContain("thôi nôi");
        inbox.ShouldNotContain("Gian hàng", customMessage: "its text is let go of with it");

        await bot.SayAsync(The.Leader, "Có gì mới không?");
        bot.ToldTo(The.Leader).ShouldHaveSingleItem().ShouldContain("thôi nôi");
    }

    [Fact]
    public async Task What_one_leader_has_answered_is_not_asked_of_another()
    {
        await using var bot = await StartAsync(settings: WithTwoLeaders);
        bot.Zalo.World.Set(bot.Zalo.World.Person(SampleWorld.DeputySecretary) with { LastInteraction = bot.Clock.GetUtcNow().AddDays(-8) });
        await SayAsync(bot, The.Group, The.Member, Doubtful);
        bot.Clock.Advance(TimeSpan.FromMinutes(20));
        await SayAsync(bot, The.Group, The.OtherMember, "Chú Bảy vừa dọn lại gian hàng đẹp lắm luôn");
        (await bot.Get<HealthProbe>().WaitingAlertsAsync()).ShouldBe((2, 1));

        await bot.SayAsync(The.Leader, $"đúng {(await bot.CasesAsync())[1].Case}");
        (await bot.Get<HealthProbe>().WaitingAlertsAsync()).ShouldBe((1, 1));

        await bot.SayAsync(SampleWorld.DeputySecretary, "Có gì mới không?");
        bot.ToldTo(SampleWorld.DeputySecretary).ShouldHaveSingleItem().ShouldContain("Chú Bảy");
    }

    [Theory]
    [InlineData("sai", "sai", "cùng ý với anh/chị, là “sai”", "không tính là vi phạm")]
    [InlineData("sai", "đúng", "đã có người trả lời là “sai”; nay bot tính theo câu trả lời sau cùng", "là chưa phù hợp")]
    [InlineData("đúng", "cho phép một lần", "đã có người trả lời là “đúng”; nay bot tính theo câu trả lời sau cùng", "được cho phép lần này")]
    public async Task Who_answers_after_another_is_told_so_and_what_counts_now(string first, string second, string before, string now)
    {
        await using var bot = await StartAsync(settings: WithTwoLeaders);
        await SayAsync(bot, The.Group, The.Member, Doubtful);
        var number = (await bot.CasesAsync())[0].Case;
        await bot.SayAsync(The.Leader, $"{first} {number}");
        bot.ToldTo(The.Leader)[^1].ShouldNotContain("trước đó");

        await bot.SayAsync(SampleWorld.DeputySecretary, $"{second} {number}");
        var reply = bot.ToldTo(SampleWorld.DeputySecretary)[^1];
        reply.ShouldContain(before);
        reply.ShouldContain(now);
        reply.ShouldNotContain(The.Leader);
        (await bot.Get<LessonBook>().CurrentAsync()).Records.ShouldHaveSingleItem().By.ShouldBe(SampleWorld.DeputySecretary);

        await bot.SayAsync(SampleWorld.DeputySecretary, $"đúng {number}");
        bot.ToldTo(SampleWorld.DeputySecretary)[^1].ShouldNotContain("trước đó", customMessage: "one's own answer may be changed without ado");
    }

    [Fact]
    public async Task Of_two_answers_that_counts_which_was_written_last_even_when_it_came_first()
    {
        await using var bot = await StartAsync(settings: WithTwoLeaders);
        await SayAsync(bot, The.Group, The.Member, Doubtful);
        var number = (await bot.CasesAsync())[0].Case;
        await bot.SayAsync(SampleWorld.DeputySecretary, "Có gì mới không?");
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        await bot.SayAsync(The.Leader, $"sai {number}");

        await bot.PostSignedAsync(Some.PrivateText(SampleWorld.DeputySecretary, $"đúng {number}", bot.Clock.GetUtcNow().AddSeconds(-30)));
        bot.ToldTo(SampleWorld.DeputySecretary)[^1].ShouldContain("hơi muộn; sau đó đã có câu trả lời “sai”");
        await ShouldBeAsync(LeaderAnswer.Wrong, The.Leader);

        await bot.PostSignedAsync(Some.PrivateText(SampleWorld.DeputySecretary, $"đúng {number}", bot.Clock.GetUtcNow().AddSeconds(1)));
        await ShouldBeAsync(LeaderAnswer.Right, SampleWorld.DeputySecretary);

        async Task ShouldBeAsync(LeaderAnswer answer, string by)
        {
            var lesson = (await bot.Get<LessonBook>().CurrentAsync()).Records.ShouldHaveSingleItem();
            (lesson.Answer, lesson.By).ShouldBe((answer, by));
        }
    }

    private static ZaloBotSettings WithTwoLeaders(ZaloBotSettings same) =>
        same with { Groups = [same.Groups[0] with { Leaders = [The.Leader, SampleWorld.DeputySecretary] }, .. same.Groups.Skip(1)] };

    private static Task<Bot> StartAsync(MessageCategory category = MessageCategory.Advertising, StoreKind on = StoreKind.Embedded, Func<ZaloBotSettings, ZaloBotSettings>? settings = null) =>
        Bot.StartAsync(
            same => (settings ?? (unchanged => unchanged))(same with { Rules = same.Rules with { Personal = new RuleOptions { Phrases = ["tiệc thôi nôi"] } } }),
            on,
            new FixedOpinion("gian hàng", 0.45f, category));

    private static async Task SayAsync(Bot bot, string group, string by, string text, string? quote = null)
    {
        await bot.Zalo.Acts.SayAsync(group, by, text, quote);
        await bot.SettledAsync();
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;
using ZaloBot.Access;
using ZaloBot.Learning;
using ZaloBot.Moderation;
using ZaloBot.Privacy;
using ZaloBot.Rules;
using ZaloBot.Settings;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Learning;

/// <summary>Leaders answer findings: what that changes, how far, and that it can be taken back.</summary>
public sealed class LeaderAnswerTests
{
    private const string Stall = "Chiều nay gian hàng của chi đoàn mở ở sân trước, mời cả nhà ghé mua ủng hộ quỹ nhé";
    private const string StallAgain = "Sáng mai gian hàng của chi đoàn mở ở sân trước, mời cả nhà ghé mua ủng hộ quỹ nhé";
    private const string OtherStall = "Nhà em sang lại gian hàng ở chợ đêm, anh chị nào muốn kinh doanh thì nhắn riêng em báo giá";

    private static readonly FixedOpinion Unsure = new("gian hàng", 0.9f);

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Redis)]
    public async Task What_a_leader_called_work_is_not_reminded_again_and_the_rest_still_is(StoreKind on)
    {
        await using var bot = await Bot.StartAsync(on: on, opinion: Unsure);
        var number = await CaseOfAsync(bot, The.Member, Stall);
        await AnswerAsync(bot, number, LeaderAnswer.Wrong);
        bot.Clock.Advance(TimeSpan.FromMinutes(20));

        await bot.Zalo.Acts.SayAsync(The.Group, The.OtherMember, StallAgain);
        await bot.SettledAsync();
        bot.SaidIn(The.Group).ShouldHaveSingleItem("the first one only");
        (await bot.CasesAsync())[0].HeldBack.ShouldBe(HeldBack.Unsure);

        await bot.Zalo.Acts.SayAsync(The.Group, The.OtherMember, OtherStall);
        await bot.SettledAsync();
        bot.SaidIn(The.Group).Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_answer_survives_a_restart_and_ends_when_it_is_taken_back()
    {
        await using var bot = await Bot.StartAsync(opinion: Unsure);
        var number = await CaseOfAsync(bot, The.Member, Stall);
        await AnswerAsync(bot, number, LeaderAnswer.Wrong);
        await bot.RestartAsync();
        (await bot.Get<LessonBook>().CurrentAsync()).Experience.Count.ShouldBe(1);

        (await bot.Get<LessonBook>().TakeBackAsync(number)).ShouldBeTrue();
        bot.Clock.Advance(TimeSpan.FromMinutes(20));
        await bot.Zalo.Acts.SayAsync(The.Group, The.OtherMember, StallAgain);
        await bot.SettledAsync();
        bot.SaidIn(The.Group).Count.ShouldBe(2);
    }

    [Fact]
    public async Task No_answer_overrules_a_strong_pattern()
    {
        const string Swindle = "Chúc mừng bạn đã trúng thưởng xe SH, bấm vào qua-tang-88.click nhập số thẻ và mã OTP để nhận";
        await using var bot = await Bot.StartAsync();
        var number = await CaseOfAsync(bot, The.Member, Swindle);
        await AnswerAsync(bot, number, LeaderAnswer.Wrong);
        bot.Clock.Advance(TimeSpan.FromMinutes(20));

        await bot.Zalo.Acts.SayAsync(The.Group, The.OtherMember, Swindle);
        await bot.SettledAsync();
        bot.SaidIn(The.Group).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(LeaderAnswer.Wrong, 1)]
    [InlineData(LeaderAnswer.AllowedOnce, 1)]
    [InlineData(LeaderAnswer.Right, 2)]
    public async Task A_pardoned_breach_is_not_counted_against_the_person(LeaderAnswer answer, int stepOfNext)
    {
        await using var bot = await Bot.StartAsync(opinion: Unsure);
        var number = await CaseOfAsync(bot, The.Member, Stall);
        await AnswerAsync(bot, number, answer);
        bot.Clock.Advance(TimeSpan.FromMinutes(20));

        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, OtherStall);
        await bot.SettledAsync();
        bot.SaidIn(The.Group)[^1].Contains("lần nhắc thứ 2", StringComparison.Ordinal).ShouldBe(stepOfNext == 2);
        (await bot.CasesAsync())[0].Decision.ShouldBe(stepOfNext == 2 ? DecisionKind.Warn : DecisionKind.Remind);
    }

    [Fact]
    public async Task A_rule_that_is_wrong_too_often_steps_down_tells_the_administrators_and_can_be_restored()
    {
        await using var bot = await Bot.StartAsync(
            same => same with { Learning = new LearningOptions { FewestWrong = 2 }, Warnings = same.Warnings with { MaxPerGroupPerDay = 50 } }, opinion: new FixedOpinion("gian hàng", 0.97f));
        foreach (var text in new[] { Stall, OtherStall })
        {
            await AnswerAsync(bot, await CaseOfAsync(bot, The.Member, text), LeaderAnswer.Wrong);
            bot.Clock.Advance(TimeSpan.FromMinutes(20));
        }

        await bot.SettledAsync();
        bot.ToldTo(The.Administrator).ShouldHaveSingleItem().ShouldContain("quan sát");
        var said = bot.SaidIn(The.Group).Count;
        const string Third = "Có ai cần thuê gian hàng trưng bày cuối tuần thì liên hệ chú Bảy bán sỉ nghen";
        await bot.Zalo.Acts.SayAsync(The.Group, The.OtherMember, Third);
        await bot.SettledAsync();
        bot.SaidIn(The.Group).Count.ShouldBe(said);
        (await bot.CasesAsync())[0].HeldBack.ShouldBe(HeldBack.SteppedDown);

        await bot.Get<LessonBook>().RestoreAsync(The.Group, RuleName.Advertising);
        bot.Clock.Advance(TimeSpan.FromMinutes(20));
        await bot.Zalo.Acts.SayAsync(The.Group, "7000000000000000006", Third);
        await bot.SettledAsync();
        bot.SaidIn(The.Group).Count.ShouldBe(said + 1);
    }

    [Fact]
    public async Task The_API_takes_answers_shows_them_without_texts_and_counts_the_precision()
    {
        await using var bot = await Bot.StartAsync(opinion: Unsure);
        var number = await CaseOfAsync(bot, The.Member, Stall);
        (await bot.Http.PutAsJsonAsync(Address(number), new { answer = "Wrong" })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        bot.Http.DefaultRequestHeaders.Authorization = new("Bearer", await new AdministratorsKey(bot.Store).RenewAsync());
        (await bot.Http.PutAsJsonAsync(Address("ZZZZ9"), new { answer = "Wrong" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await bot.Http.PutAsJsonAsync(Address(number), new { answer = "Perhaps" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bot.Http.PutAsJsonAsync(Address(number), new { answer = "Wrong" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var export = await bot.Http.GetStringAsync(new Uri("/api/v1/lessons", UriKind.Relative));
        export.ShouldContain(number);
        export.ShouldNotContain("gian hàng");
        var precision = await bot.Http.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/rules/precision", UriKind.Relative));
        precision[0].GetProperty("rule").GetString().ShouldBe("Advertising");
        precision[0].GetProperty("wrong").GetInt32().ShouldBe(1);

        (await bot.Http.DeleteAsync(Address(number))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await bot.Http.DeleteAsync(Address(number))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("Sai {0}", LeaderAnswer.Wrong)]
    [InlineData("dạ không đúng ạ, mã {0}", LeaderAnswer.Wrong)]
    [InlineData("ĐÚNG {0}", LeaderAnswer.Right)]
    [InlineData("dung {0} nha", LeaderAnswer.Right)]
    [InlineData("Cho phép một lần {0}", LeaderAnswer.AllowedOnce)]
    public async Task A_leader_answers_in_a_word(string words, LeaderAnswer answer)
    {
        await using var bot = await Bot.StartAsync(opinion: Unsure);
        var number = await CaseOfAsync(bot, The.Member, Stall);
        await bot.Zalo.Acts.WritePrivatelyAsync(The.Leader, string.Format(System.Globalization.CultureInfo.InvariantCulture, words, number));
        await bot.SettledAsync();

        (await bot.Get<LessonBook>().CurrentAsync()).Find(number).ShouldNotBeNull().Answer.ShouldBe(answer);
        bot.ToldTo(The.Leader)[^1].ShouldContain(number);
    }

    [Fact]
    public async Task Only_a_leader_answers_and_never_about_himself()
    {
        await using var bot = await Bot.StartAsync(opinion: Unsure);
        var number = await CaseOfAsync(bot, The.Member, Stall);
        foreach (var person in new[] { The.Member, The.OtherMember })
        {
            await bot.Zalo.Acts.WritePrivatelyAsync(person, $"sai {number}");
            await bot.SettledAsync();
        }

        (await bot.Get<LessonBook>().CurrentAsync()).Records.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_learnt_from_a_person_is_erased_with_the_person()
    {
        await using var bot = await Bot.StartAsync(opinion: Unsure);
        await AnswerAsync(bot, await CaseOfAsync(bot, The.Member, Stall), LeaderAnswer.Wrong);
        await bot.Get<Erasure>().EraseAsync(The.Member, ErasureCause.Command);
        (await bot.Get<LessonBook>().CurrentAsync()).Records.ShouldBeEmpty();
    }

    private static Uri Address(string number) => new($"/api/v1/findings/{number}/answer", UriKind.Relative);

    private static async Task<string> CaseOfAsync(Bot bot, string writer, string text)
    {
        await bot.Zalo.Acts.SayAsync(The.Group, writer, text);
        await bot.SettledAsync();
        return (await bot.CasesAsync())[0].Case;
    }

    private static async Task AnswerAsync(Bot bot, string number, LeaderAnswer answer) =>
        (await bot.Get<LessonBook>().AnswerAsync(number, answer, The.Leader)).ShouldNotBeNull();
}

using System.Text.Json;
using Shouldly;
using Xunit;
using ZaloBot.Moderation;
using ZaloBot.Settings;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.SecondOpinion;

/// <summary>The optional judge model: asked about undecided messages only, and the bot works on whatever it does.</summary>
public sealed class ModelJudgeTests
{
    private const string Undecided = "Gian hàng cuối tuần mở tiếp, anh Kim Văn Thí Điểm 0901234567 giữ chìa khóa, xem https://vi-du.example.vn/abc?x=1 [@7000000000000000005]";

    private static readonly FixedOpinion Unsure = new("gian hàng", 0.28f);

    [Fact]
    public async Task A_confirmed_doubt_is_reminded()
    {
        await using var model = await StubModel.StartAsync();
        model.Answer = """{"violation":true,"category":"advertising","confidence":0.95}""";
        await using var bot = await StartAsync(model);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, Undecided);
        await bot.SettledAsync();

        bot.SaidIn(The.Group).ShouldHaveSingleItem();
        (await bot.CasesAsync()).ShouldHaveSingleItem().Reasons.ShouldContain(reason => reason.Contains("Mô hình", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_leaders_would_be_asked_about_is_put_to_the_model_first(bool violation)
    {
        await using var model = await StubModel.StartAsync();
        model.Answer = $$"""{"violation":{{(violation ? "true" : "false")}},"category":"advertising","confidence":0.95}""";
        await using var bot = await StartAsync(model, opinion: new FixedOpinion("gian hàng", 0.45f));
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, Undecided);
        await bot.SettledAsync();

        bot.SaidIn(The.Group).Count.ShouldBe(violation ? 1 : 0);
        bot.ToldTo(The.Leader).ShouldBeEmpty();
        (await bot.CasesAsync()).Count.ShouldBe(violation ? 1 : 0);
    }

    [Fact]
    public async Task A_barely_sure_confirmation_of_little_is_put_to_the_leaders()
    {
        await using var model = await StubModel.StartAsync();
        model.Answer = """{"violation":true,"category":"advertising","confidence":0.8}""";
        await using var bot = await StartAsync(model, opinion: new FixedOpinion("gian hàng", 0.21f));
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, Undecided);
        await bot.SettledAsync();

        bot.SaidIn(The.Group).ShouldBeEmpty();
        bot.ToldTo(The.Leader).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_may_be_fraud_is_not_cleared()
    {
        await using var model = await StubModel.StartAsync();
        model.Answer = """{"violation":false,"category":"none","confidence":0.95}""";
        await using var bot = await StartAsync(model, opinion: new FixedOpinion("gian hàng", 0.45f, ZaloBot.Rules.Classification.MessageCategory.Scam));
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, Undecided);
        await bot.SettledAsync();

        bot.ToldTo(The.Leader).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_cleared_doubt_is_dropped()
    {
        await using var model = await StubModel.StartAsync();
        model.Answer = "```json\n{\"violation\": false, \"category\": \"none\", \"confidence\": \"0.9\"}\n```";
        await using var bot = await StartAsync(model);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, Undecided);
        await bot.SettledAsync();

        bot.SaidIn(The.Group).ShouldBeEmpty();
        (await bot.CasesAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"violation":true,"category":"advertising","confidence":0.5}""")]
    [InlineData("Tôi không chắc.")]
    [InlineData("""{"violation":"maybe"}""")]
    [InlineData(null)]
    public async Task Without_a_sure_answer_the_message_stays_undecided(string? answer)
    {
        await using var model = await StubModel.StartAsync();
        model.Answer = answer;
        await using var bot = await StartAsync(model);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, Undecided);
        await bot.SettledAsync();

        model.Questions.ShouldHaveSingleItem("nothing repeats a question by itself");
        bot.SaidIn(The.Group).ShouldBeEmpty();
        (await bot.CasesAsync()).ShouldHaveSingleItem().HeldBack.ShouldBe(HeldBack.Unsure);
    }

    [Fact]
    public async Task A_late_answer_does_not_count()
    {
        await using var model = await StubModel.StartAsync();
        model.Answer = """{"violation":true,"category":"advertising","confidence":0.95}""";
        model.Gate = new();
        await using var bot = await StartAsync(model);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, Undecided);
        await model.Asked.Task;
        bot.Clock.Advance(TimeSpan.FromSeconds(6));
        await bot.SettledAsync();

        (await bot.CasesAsync()).ShouldHaveSingleItem().HeldBack.ShouldBe(HeldBack.Unsure);
    }

    [Fact]
    public async Task What_the_rules_decide_is_never_asked()
    {
        await using var model = await StubModel.StartAsync();
        await using var bot = await StartAsync(model, opinion: new FixedOpinion("gian hàng", 0.9f));
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, Undecided);
        await bot.Zalo.Acts.SayAsync(The.Group, The.OtherMember, The.Work);
        await bot.SettledAsync();
        model.Questions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Names_and_numbers_stay_in_the_house()
    {
        await using var model = await StubModel.StartAsync();
        await using var bot = await StartAsync(model);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, Undecided);
        await bot.SettledAsync();

        var question = JsonDocument.Parse(model.Questions.ShouldHaveSingleItem()).RootElement.GetProperty("messages")[1].GetProperty("content").ToString();
        question.ShouldContain("Gian hàng cuối tuần");
        foreach (var secret in new[] { "Kim Văn", "0901234567", "7000000000000000005", "abc?x=1", The.Member, The.Group })
        {
            question.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task The_budget_of_the_day_and_the_pause_after_failures_are_kept()
    {
        await using var model = await StubModel.StartAsync();
        await using var bot = await StartAsync(model, same => same with { QuestionsPerDay = 5 });
        for (var number = 0; number < 6; number++)
        {
            await bot.Zalo.Acts.SayAsync(The.Group, The.Member, $"Gian hàng số {number}");
            await bot.SettledAsync();
        }

        model.Questions.Count.ShouldBe(3, "three failures, then a pause");
        model.Answer = """{"violation":false,"category":"none","confidence":0.9}""";
        bot.Clock.Advance(TimeSpan.FromMinutes(2));
        for (var number = 10; number < 16; number++)
        {
            await bot.Zalo.Acts.SayAsync(The.Group, The.Member, $"Gian hàng số {number}");
            await bot.SettledAsync();
        }

        model.Questions.Count.ShouldBe(5, "the budget of the day");
    }

    private static Task<Bot> StartAsync(StubModel model, Func<JudgeOptions, JudgeOptions>? judge = null, FixedOpinion? opinion = null) => Bot.StartAsync(
        same => same with { Judge = (judge ?? (options => options))(new JudgeOptions { Enabled = true, Url = model.Url, Model = "m" }), Rules = same.Rules with { Flood = new FloodOptions { Enabled = false } } },
        opinion: opinion ?? Unsure);
}

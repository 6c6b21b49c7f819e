using System.Text.Json;
using Shouldly;
using Xunit;
using ZaloBot.Moderation;
using ZaloBot.Settings;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Tests.SecondOpinion;

namespace ZaloBot.Tests.Cli;

/// <summary>The command <c>replay</c>, beside a running bot.</summary>
public sealed class ReplayTests
{
    [Theory]
    [InlineData("""{ "Advertising": { "Enabled": false } }""", "clear")]
    [InlineData("""{ "Advertising": { "Except": ["bán mỹ phẩm"] } }""", "clear")]
    public async Task Lists_the_decisions_that_other_settings_would_change(string rules, string after)
    {
        await using var bot = await Bot.StartAsync();
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement + " 0901234567");
        await bot.SettledAsync();

        var outcome = await ReplayAsync(bot, rules, "--json");
        outcome.Exit.ShouldBe(0);
        var root = JsonDocument.Parse(outcome.Output).RootElement;
        root.GetProperty("kept").GetInt32().ShouldBe(1);
        var flipped = root.GetProperty("flipped")[0];
        flipped.GetProperty("before").GetString().ShouldBe("breach");
        flipped.GetProperty("after").GetString().ShouldBe(after);
        flipped.GetProperty("text").GetString()!.ShouldNotContain("0901234567");
        bot.SaidIn(The.Group).ShouldHaveSingleItem("a replay says nothing");
    }

    [Fact]
    public async Task Says_when_nothing_would_change()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        (await ReplayAsync(bot, "{}")).Output.ShouldContain("1 tin còn lưu nội dung, 0 tin sẽ đổi kết quả");
    }

    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{ "Advertising": { "PublicThreshold": 0.4 } }""", "doubtful breach")]
    [InlineData("""{ "Advertising": { "Threshold": 0.5 } }""", "doubtful review")]
    public async Task A_question_that_was_asked_is_a_doubt(string rules, string change)
    {
        await using var bot = await Bot.StartAsync(opinion: new FixedOpinion("gian hàng", 0.45f));
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, "Gian hàng cuối tuần mở tiếp, ai rảnh thì ghé");
        await bot.SettledAsync();
        (await bot.CasesAsync()).ShouldHaveSingleItem().HeldBack.ShouldBe(HeldBack.Asked);

        var flipped = JsonDocument.Parse((await ReplayAsync(bot, rules, "--json")).Output).RootElement.GetProperty("flipped").EnumerateArray();
        string.Join(';', flipped.Select(one => $"{one.GetProperty("before").GetString()} {one.GetProperty("after").GetString()}")).ShouldBe(change);
        bot.ToldTo(The.Leader).ShouldHaveSingleItem("a replay asks nobody");
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task What_the_model_confirmed_changes_only_for_settings_without_it(bool withModel, int changes)
    {
        await using var model = await StubModel.StartAsync();
        model.Answer = """{"violation":true,"category":"advertising","confidence":0.95}""";
        var judge = new JudgeOptions { Enabled = true, Url = model.Url, Model = "m" };
        await using var bot = await Bot.StartAsync(same => same with { Judge = judge }, opinion: new FixedOpinion("gian hàng", 0.45f));
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, "Gian hàng cuối tuần mở tiếp, ai rảnh thì ghé");
        await bot.SettledAsync();
        (await bot.CasesAsync()).ShouldHaveSingleItem().Confirmed.ShouldBe(0.95);

        (await ReplayAsync(bot, "{}", withModel ? judge : new JudgeOptions())).Output.ShouldContain($"1 tin còn lưu nội dung, {changes} tin sẽ đổi kết quả");
        model.Questions.ShouldHaveSingleItem("the model is not asked again");
    }

    private static Task<CommandOutcome> ReplayAsync(Bot bot, string rules, params string[] options) => ReplayAsync(bot, rules, new JudgeOptions(), options);

    private static async Task<CommandOutcome> ReplayAsync(Bot bot, string rules, JudgeOptions judge, params string[] options)
    {
        var file = Path.Combine(Path.GetDirectoryName(bot.DataDirectory)!, "new.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new
        {
            Zalo = new { bot.Settings.Current.Zalo.AppId, bot.Settings.Current.Zalo.OaId, bot.Settings.Current.Zalo.AppSecretKey, bot.Settings.Current.Zalo.OaSecretKey },
            Organisation = new { Name = "Cơ quan Thử nghiệm", PeopleFile = "" },
            Redis = new { bot.DataDirectory },
            Groups = new[] { new { Id = The.Group, Name = "Nhóm thử", Leaders = new[] { The.Leader } } },
            Rules = JsonDocument.Parse(rules).RootElement,
            Judge = new { judge.Enabled, judge.Url, judge.Model },
        }));
        return await Command.RunAsync(["replay", "--settings", file, .. options]);
    }
}

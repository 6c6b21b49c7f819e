using System.Text.Json;
using Shouldly;
using Xunit;
using ZaloBot.Tests.Infrastructure;

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

    private static async Task<CommandOutcome> ReplayAsync(Bot bot, string rules, params string[] options)
    {
        var file = Path.Combine(Path.GetDirectoryName(bot.DataDirectory)!, "new.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new
        {
            Zalo = new { bot.Settings.Current.Zalo.AppId, bot.Settings.Current.Zalo.OaId, bot.Settings.Current.Zalo.AppSecretKey, bot.Settings.Current.Zalo.OaSecretKey },
            Organisation = new { Name = "Cơ quan Thử nghiệm", PeopleFile = "" },
            Redis = new { bot.DataDirectory },
            Groups = new[] { new { Id = The.Group, Name = "Nhóm thử", Leaders = new[] { The.Leader } } },
            Rules = JsonDocument.Parse(rules).RootElement,
        }));
        return await Command.RunAsync(["replay", "--settings", file, .. options]);
    }
}

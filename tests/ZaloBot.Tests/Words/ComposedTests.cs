using Shouldly;
using Xunit;
using ZaloBot.Membership.Consents;
using ZaloBot.Outbox;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Words;

namespace ZaloBot.Tests.Words;

/// <summary>Characters that cannot be normalised stop nothing that is read or said.</summary>
public sealed class ComposedTests
{
    [Theory]
    [InlineData("Nguye\u0302\u0303n", "Nguyễn")]
    [InlineData("tôi\uFFFElà", "tôi\uFFFDlà")]
    [InlineData("vui 😂\uFFFF", "vui 😂\uFFFF")]
    public void Whatever_comes_is_composed(string text, string composed)
    {
        Composed.Of(text).ShouldBe(composed);
        Folded.Of(text).Length.ShouldBe(composed.Length);
        OutboxText.Finish($"{text} (K7FQ3X)", "K7FQ3X").ShouldBe($"{composed} (K7FQ3X)");
        RequestWords.Read($"thêm {text} vào nhóm Hội trại")!.Who.ShouldBe(composed);
    }

    [Fact]
    public void Half_a_character_is_replaced() => Composed.Of($"a{'\uD83D'}b").ShouldBe("a\uFFFDb");

    [Fact]
    public async Task A_private_message_with_such_a_character_is_answered_like_another()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        var number = (await bot.CasesAsync())[0].Case;

        await bot.Zalo.Acts.WritePrivatelyAsync(The.Member, $"tôi là\uFFFE em hỏi lại mã {number}");
        await bot.SettledAsync();

        bot.Zalo.World.PrivateMessagesWith(The.Member).ShouldContain(message => message.IsFromOa && message.Content.Text!.Contains(number));
    }
}

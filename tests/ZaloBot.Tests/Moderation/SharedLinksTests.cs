using Shouldly;
using Xunit;
using ZaloBot.Emulator;
using ZaloBot.Moderation;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Moderation;

/// <summary>Links and videos say what their description says, unless somebody says something of their own.</summary>
public sealed class SharedLinksTests
{
    public static TheoryData<string> Advertisements() => ["link", "link with empty text", "video"];

    [Theory]
    [MemberData(nameof(Advertisements))]
    public async Task An_advertisement_shared_without_a_word_is_one(string kind)
    {
        await using var bot = await Bot.StartAsync();
        await bot.Zalo.Acts.SendAsync(The.Group, The.Member, kind switch
        {
            "video" => Content.Video(The.Advertisement),
            "link" => Content.Link("https://example.vn/a", The.Advertisement),
            _ => Content.Link("https://example.vn/a", The.Advertisement) with { Text = "" },
        });
        await bot.SettledAsync();

        bot.SaidIn(The.Group).ShouldHaveSingleItem().ShouldContain($"[@{The.Member}]");
        (await bot.Get<CaseBook>().ReadAsync(1))[0].Text.ShouldNotBeNull().ShouldContain("mỹ phẩm");
    }

    [Fact]
    public async Task What_a_page_calls_itself_is_not_held_against_who_shares_it_with_words_of_their_own()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Zalo.Acts.SendAsync(The.Group, The.Member, Content.Link("https://example.vn/a", The.Advertisement) with { Text = The.Work });
        await bot.SettledAsync();

        bot.SaidIn(The.Group).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_business_card_that_cannot_be_read_is_no_link()
    {
        await using var bot = await Bot.StartAsync(same => same with
        {
            Rules = same.Rules with { Advertising = same.Rules.Advertising with { Phrases = ["zaloapp.com"] } },
        });
        var card = Content.BusinessCard() with { Attachments = [new("link", ("description", "?"), ("url", "www.zaloapp.com"))] };
        await bot.Zalo.Acts.SendAsync(The.Group, The.Member, card);
        await bot.SettledAsync();

        (await bot.CasesAsync()).ShouldBeEmpty();
    }
}

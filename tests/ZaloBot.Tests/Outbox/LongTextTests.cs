using Shouldly;
using Xunit;
using ZaloBot.Outbox;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Tests.Membership;
using ZaloBot.Webhooks;

namespace ZaloBot.Tests.Outbox;

/// <summary>The platform takes two thousand characters. What is longer is told in parts, and in public it is shorter.</summary>
public sealed class LongTextTests
{
    [Fact]
    public async Task Many_newcomers_are_named_to_the_leader_and_counted_in_public()
    {
        await using var bot = await Bot.StartAsync();
        string[] people = [.. Enumerable.Range(100, 99).Select(number => $"7000000000000000{number}")];
        await bot.PostSignedAsync(Some.Lifecycle("user_join_group", The.Group, bot.Clock.GetUtcNow(), people));

        var said = bot.SaidIn(The.Group).ShouldHaveSingleItem();
        said.ShouldContain($"[@{people[9]}] và 89 người khác");
        said.ShouldContain("Bot đã báo lãnh đạo");
        var told = bot.ToldTo(The.Leader);
        told.Count.ShouldBeGreaterThan(1);
        told.ShouldAllBe(text => text.Length <= OutboxText.MaxLength);
        told.Select((text, index) => text.StartsWith($"({index + 1}/{told.Count}) ", StringComparison.Ordinal)).ShouldAllBe(right => right);
        told.Sum(text => text.Split("(số ").Length - 1).ShouldBe(99, "each of them has a number to answer with");
        told[^1].ShouldEndWith(".");
    }

    [Fact]
    public void Parts_end_where_lines_end_and_are_found_each_by_its_own_number()
    {
        var lines = string.Join('\n', Enumerable.Range(0, 60).Select(number => $"– dòng {number}: {new string('đ', 80)}"));
        var parts = OutboxParts.Of(Item(lines + "\nMã K7FQ3X."));

        parts.Count.ShouldBe(3);
        parts.Select(part => part.Id).ShouldBe(["!0:i", "!1:i", "i"]);
        parts.Select(part => CaseNumber.FindLastIn(part.Text)).ShouldBe(parts.Select(part => part.Case));
        parts.Select(part => part.Due).ShouldBeInOrder();
        parts.ShouldAllBe(part => part.Text.Length <= OutboxText.MaxLength);
        string.Join('\n', parts.Select(part => part.Text)).Split('\n').Count(line => line.Contains("– dòng", StringComparison.Ordinal) && line.TrimEnd().Length > 80).ShouldBe(60);
    }

    [Theory]
    [InlineData('đ')]
    [InlineData(' ')]
    public void What_has_no_lines_and_no_words_ends_somewhere(char letter)
    {
        var parts = OutboxParts.Of(Item("😀" + new string(letter, 5_000) + "😀"));

        parts.ShouldAllBe(part => part.Text.Length <= OutboxText.MaxLength);
        parts.Sum(part => part.Text.Count(each => each == 'đ')).ShouldBe(letter == 'đ' ? 5_000 : 0);
    }

    [Fact]
    public void A_public_text_stays_one()
    {
        OutboxParts.Of(Item(new string('đ', 3_000)) with { Audience = Audience.Group }).ShouldHaveSingleItem().Text.Length.ShouldBeLessThanOrEqualTo(OutboxText.MaxLength);
    }

    private static OutboxItem Item(string text) => new()
    {
        Id = "i",
        Case = "K7FQ3X",
        Audience = Audience.Person,
        To = The.Leader,
        Text = text,
        Due = The.Morning,
        ExpiresAt = The.Morning.AddDays(1),
    };
}

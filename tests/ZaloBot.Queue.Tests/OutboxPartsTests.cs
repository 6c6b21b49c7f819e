using ZaloBot.Outbox;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Queue.Tests;

/// <summary>A private text longer than the platform takes goes out in parts, in order, each with a number to be found by; a public one is cut.</summary>
public sealed class OutboxPartsTests
{
    // What "(1/2) " and the number behind take.
    private const int Room = OutboxText.MaxLength - 24;

    private static readonly OutboxItem Letter = new()
    {
        Id = "a1",
        Case = "K7FQ3X",
        Audience = Audience.Person,
        To = The.Leader,
        Text = "",
        Due = The.Morning,
        ExpiresAt = The.Morning.AddHours(1),
    };

    [Theory]
    [InlineData(Audience.Person)]
    [InlineData(Audience.Group)]
    public void A_text_that_fits_is_one_item_with_its_number(Audience audience)
    {
        var item = OutboxParts.Of(Letter with { Audience = audience, Text = new string('a', Room) }).ShouldHaveSingleItem();

        item.ShouldBe(Letter with { Audience = audience, Text = new string('a', Room) + " (K7FQ3X)" });
    }

    [Fact]
    public void A_long_public_text_is_cut()
    {
        var item = OutboxParts.Of(Letter with { Audience = Audience.Group, Text = new string('a', 5_000) }).ShouldHaveSingleItem();

        item.Text.Length.ShouldBe(OutboxText.MaxLength);
        item.Text.ShouldEndWith("… (K7FQ3X)");
    }

    [Fact]
    public void A_letter_one_character_too_long_becomes_two()
    {
        var parts = OutboxParts.Of(Letter with { Text = new string('a', Room + 1) });

        parts.Count.ShouldBe(2);
        parts[0].Text.ShouldBe($"(1/2) {new string('a', Room)} ({parts[0].Case})");
        parts[1].Text.ShouldBe("(2/2) a (K7FQ3X)");
    }

    [Fact]
    public void The_last_part_keeps_key_number_and_time_and_those_before_it_go_before_it()
    {
        var parts = OutboxParts.Of(Letter with { Text = new string('a', (2 * Room) + 1) });

        parts.Select(part => part.Id).ShouldBe(["!0:a1", "!1:a1", "a1"]);
        parts.Select(part => part.Due).ShouldBe([The.Morning.AddMilliseconds(-2), The.Morning.AddMilliseconds(-1), The.Morning]);
        parts.Select(part => part.Id).ShouldBeInOrder(SortDirection.Ascending, StringComparer.Ordinal);
        parts[2].Case.ShouldBe("K7FQ3X");
        parts.Select(part => part.Case).Distinct().Count().ShouldBe(3);
        parts.ShouldAllBe(part => part.Text.EndsWith($"({part.Case})", StringComparison.Ordinal) && part.Text.Length <= OutboxText.MaxLength);
        OutboxParts.Of(Letter with { Text = new string('a', (2 * Room) + 1) }).ShouldBe(parts, "planned again, the same items");
    }

    [Theory]
    [InlineData("\n")]
    [InlineData(". ")]
    [InlineData("; ")]
    [InlineData(", ")]
    [InlineData(" ")]
    public void It_is_divided_where_something_ends(string mark)
    {
        var beginning = new string('a', Room - 100);

        var parts = OutboxParts.Of(Letter with { Text = $"{beginning}{mark}{new string('b', 500)}" });

        parts[0].Text.ShouldBe($"(1/2) {beginning}{mark.TrimEnd()} ({parts[0].Case})");
        parts[1].Text.ShouldBe($"(2/2) {new string('b', 500)} (K7FQ3X)");
    }

    [Fact]
    public void The_end_of_a_line_is_better_than_that_of_a_sentence_further_on()
    {
        var text = $"{new string('a', Room - 200)}\n{new string('b', 100)}. {new string('c', 500)}";

        OutboxParts.Of(Letter with { Text = text })[1].Text.ShouldStartWith("(2/2) bbb");
    }

    [Fact]
    public void A_line_that_ends_just_within_the_room_is_whole()
    {
        var text = $"{new string('a', Room - 1)}\n{new string('b', 50)}";

        var parts = OutboxParts.Of(Letter with { Text = text });

        parts[0].Text.ShouldBe($"(1/2) {new string('a', Room - 1)} ({parts[0].Case})");
        parts[1].Text.ShouldBe($"(2/2) {new string('b', 50)} (K7FQ3X)");
    }

    [Fact]
    public void A_line_that_ends_in_the_first_quarter_divides_nothing()
    {
        var parts = OutboxParts.Of(Letter with { Text = $"{new string('a', Room / 4)}\n{new string('b', Room)}" });

        parts[0].Text.Length.ShouldBeGreaterThan(Room);
        OutboxParts.Of(Letter with { Text = $"{new string('a', (Room / 4) + 1)}\n{new string('b', Room)}" })[0].Text.ShouldBe($"(1/2) {new string('a', (Room / 4) + 1)} ({parts[0].Case})");
    }

    [Fact]
    public void No_character_is_halved()
    {
        var parts = OutboxParts.Of(Letter with { Text = new string('a', Room - 1) + "🥥🥥" });

        parts[0].Text.ShouldBe($"(1/2) {new string('a', Room - 1)} ({parts[0].Case})");
        parts[1].Text.ShouldBe("(2/2) 🥥🥥 (K7FQ3X)");
    }
}

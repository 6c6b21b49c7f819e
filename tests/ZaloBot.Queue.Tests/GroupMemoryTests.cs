using ZaloBot.Moderation;

namespace ZaloBot.Queue.Tests;

/// <summary>Events overtake each other; what a message answers is what was said before it, not what was told before it.</summary>
public sealed class GroupMemoryTests
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public void A_message_told_late_takes_its_place_by_time()
    {
        var memory = new GroupMemory();
        memory.Remember(Said("third", minute: 3));
        memory.Remember(Said("first", minute: 1));
        memory.Remember(Said("second", minute: 2));

        memory.Recent.Select(message => message.Text).ShouldBe(["first", "second", "third"]);
        memory.TextsBefore(Nine.AddMinutes(3).AddSeconds(1), 1).ShouldBe(["third"]);
        memory.TextsBefore(Nine.AddMinutes(2).AddSeconds(1), 1).ShouldBe(["second"]);
        memory.TextsBefore(Nine, 1).ShouldBeEmpty();
    }

    [Fact]
    public void Of_messages_of_one_moment_the_one_told_last_counts_as_last()
    {
        var memory = new GroupMemory();
        memory.Remember(Said("first", minute: 1));
        memory.Remember(Said("second", minute: 1));
        memory.TextsBefore(Nine.AddMinutes(1), 1).ShouldBe(["second"]);
    }

    [Fact]
    public void Pictures_say_nothing_that_could_be_answered()
    {
        var memory = new GroupMemory();
        memory.Remember(Said("words", minute: 1));
        memory.Remember(Said(null, minute: 2));
        memory.TextsBefore(Nine.AddMinutes(3), 1).ShouldBe(["words"]);
    }

    [Fact]
    public void After_a_night_a_message_answers_nothing()
    {
        var memory = new GroupMemory();
        memory.Remember(Said("words", minute: 0));
        memory.TextsBefore(Nine.AddHours(12), 1).ShouldBe(["words"]);
        memory.TextsBefore(Nine.AddHours(12).AddSeconds(1), 1).ShouldBeEmpty();
    }

    [Fact]
    public void A_conversation_reaches_back_to_its_first_pause_and_no_further_than_asked()
    {
        var memory = new GroupMemory();
        memory.Remember(Said("yesterday's", minute: 0));
        memory.Remember(Said("first", minute: 11));
        memory.Remember(Said(null, minute: 15));
        memory.Remember(Said("second", minute: 21));
        memory.Remember(Said("third", minute: 22));

        memory.TextsBefore(Nine.AddMinutes(32), 2).ShouldBe(["third", "second"]);
        memory.TextsBefore(Nine.AddMinutes(32), 9).ShouldBe(["third", "second", "first"]);
        memory.TextsBefore(Nine.AddMinutes(33), 9).ShouldBe(["third"], "who writes so late answers the last word, not the talk before it");
    }

    [Fact]
    public void Of_too_many_the_oldest_go_even_when_they_are_told_last()
    {
        var memory = new GroupMemory();
        for (var minute = 1; minute <= GroupMemory.RecentCapacity; minute++)
        {
            memory.Remember(Said($"{minute}", minute));
        }

        memory.Remember(Said("older than all", minute: 0));
        memory.Recent.Count.ShouldBe(GroupMemory.RecentCapacity);
        memory.Recent[0].Text.ShouldBe("1");
        memory.Remember(Said("newest", minute: 59));
        memory.Recent.Count.ShouldBe(GroupMemory.RecentCapacity);
        memory.Recent[0].Text.ShouldBe("2");
        memory.Recent[^1].Text.ShouldBe("newest");
    }

    private const string Member = "7000000000000000001";

    private static RememberedMessage Said(string? text, int minute) => new($"m{minute}", Member, Nine.AddMinutes(minute), text);
}

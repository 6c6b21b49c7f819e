using Shouldly;
using Xunit;
using ZaloBot.Rules.Flood;

namespace ZaloBot.Rules.Tests.Flood;

public sealed class FloodRuleTests
{
    private static readonly DateTimeOffset Start = new(2027, 1, 4, 8, 0, 0, TimeSpan.FromHours(7));
    private static readonly FloodSettings Settings = new();

    [Fact]
    public void Messages_of_one_minute_count_together() => FloodRule.Count(Settings, Every(TimeSpan.FromSeconds(5), 8)).ShouldBe(Settings.Messages);

    [Fact]
    public void Those_of_an_hour_do_not() => FloodRule.Count(Settings, Every(TimeSpan.FromMinutes(8), 8)).ShouldBe(1);

    [Fact]
    public void An_album_counts_once() => FloodRule.Count(Settings, Every(TimeSpan.FromSeconds(1), 20, ContentKind.Image)).ShouldBe(1);

    [Fact]
    public void Pictures_sent_one_by_one_count_each() => FloodRule.Count(Settings, Every(TimeSpan.FromSeconds(6), 8, ContentKind.Image)).ShouldBe(8);

    [Fact]
    public void Texts_in_the_same_second_count_each() => FloodRule.Count(Settings, Every(TimeSpan.Zero, 9)).ShouldBe(9);

    [Fact]
    public void The_order_of_delivery_does_not_matter()
    {
        var sent = Every(TimeSpan.FromSeconds(4), 10);
        FloodRule.Count(Settings, [.. sent.Reverse()]).ShouldBe(FloodRule.Count(Settings, sent));
        FloodRule.Count(Settings, [new(Start.AddMinutes(5)), new(Start), new(Start.AddSeconds(1))]).ShouldBe(1);
    }

    [Fact]
    public void Messages_before_the_window_do_not_count() =>
        FloodRule.Count(Settings, [new(Start), new(Start.AddSeconds(1)), new(Start.AddMinutes(5))]).ShouldBe(1);

    [Fact]
    public void The_window_is_open_at_its_beginning() =>
        FloodRule.Count(Settings, [new(Start), new(Start.AddTicks(1)), new(Start.AddMinutes(1))]).ShouldBe(2);

    [Theory]
    [InlineData(ContentKind.Image, 3_000, 1)]
    [InlineData(ContentKind.Image, 3_001, 2)]
    [InlineData(ContentKind.Video, 1_000, 1)]
    [InlineData(ContentKind.File, 1_000, 1)]
    [InlineData(ContentKind.Sticker, 1_000, 2)]
    [InlineData(ContentKind.Voice, 1_000, 2)]
    public void Pictures_videos_and_files_three_seconds_apart_are_one_album(ContentKind kind, int milliseconds, int count) =>
        FloodRule.Count(Settings, [new(Start, kind), new(Start.AddMilliseconds(milliseconds), kind)]).ShouldBe(count);

    [Fact]
    public void Pictures_and_videos_between_each_other_are_no_album() =>
        FloodRule.Count(Settings, [new(Start, ContentKind.Image), new(Start, ContentKind.Video), new(Start.AddSeconds(1), ContentKind.Image)]).ShouldBe(3);

    [Fact]
    public void Nothing_sent_is_no_flood() => FloodRule.Count(Settings, []).ShouldBe(0);

    private static SentMessage[] Every(TimeSpan step, int count, ContentKind kind = ContentKind.Text) =>
        [.. Enumerable.Range(0, count).Select(index => new SentMessage(Start + (index * step), kind))];
}

using System.Globalization;
using ZaloBot.Outbox;
using ZaloBot.Queue.Tests.Infrastructure;
using ZaloBot.Tests.Infrastructure;
using static ZaloBot.Zalo.Tests.Infrastructure.Answers;

namespace ZaloBot.Queue.Tests;

/// <summary>Whether a message was said: its echo tells, or the platform's history read far enough.</summary>
public sealed class HistoryTests
{
    private const string Group = "/v3.0/oa/group/conversation";
    private const string Person = "/v2.0/oa/conversation";

    [Fact]
    public async Task An_echo_proves_it_and_the_platform_is_not_asked()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.Database.StringSetAsync(bench.Keys.Delivered(The.Group, "K7FQ3X"), "m7");

        (await FindAsync(bench)).ShouldBe(new Look(true, "m7"));

        bench.Platform.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_found_by_its_number_on_any_page_and_pages_are_counted_by_what_came()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, Page(Filler(bench, "a"), Filler(bench, "b")), Page(Filler(bench, "c")), Page(Filler(bench, "d"), Row("m7", 0, bench.Now, "Xin nhắc (K7FQ3X)")));

        (await FindAsync(bench)).ShouldBe(new Look(true, "m7"));

        bench.Platform.Seen.Select(call => call.Query).ShouldBe([.. new[] { 0, 2, 3 }.Select(offset => $"?group_id={The.Group}&offset={offset}&count=10")]);
    }

    [Fact]
    public async Task A_page_that_comes_again_proves_nothing()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, Page(Filler(bench)));

        (await FindAsync(bench)).ShouldBe(new Look(false, null));

        bench.Platform.Seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_group_of_which_nothing_is_told_proves_nothing_and_a_person_of_whom_nothing_is_told_does()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, Page()).On(Person, Page());

        (await FindAsync(bench)).ShouldBe(new Look(false, null));
        (await bench.Get<History>().FindAsync(bench.Alert() with { CalledAt = bench.Now }, TestContext.Current.CancellationToken)).ShouldBe(new Look(true, null));
    }

    [Fact]
    public async Task What_somebody_else_wrote_with_the_number_is_not_it()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, Page(Row("m7", 1, bench.Now, "mã K7FQ3X là gì"), Row("m8", 0, bench.Now, "Mã BCDFGH.")), Page());

        (await FindAsync(bench)).ShouldBe(new Look(true, null));
    }

    [Fact]
    public async Task The_last_number_in_a_text_is_its_own()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, Page(Row("m7", 0, bench.Now, "Về K7FQ3X (BCDFGH)"), Row("m8", 0, bench.Now, "Về BCDFGH (K7FQ3X)")));

        (await FindAsync(bench)).MessageId.ShouldBe("m8");
    }

    [Fact]
    public async Task An_empty_page_is_the_end_of_the_history()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, Page(Filler(bench)), Page());

        (await FindAsync(bench)).ShouldBe(new Look(true, null));
        bench.Platform.Seen.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(-120_000, 2)]
    [InlineData(-120_001, 1)]
    public async Task It_is_read_until_two_minutes_before_the_call(int milliseconds, int pages)
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, Page(Row("m2", 1, bench.Now, "y"), Row("m1", 1, bench.Now.AddMilliseconds(milliseconds), "x")), Page());

        (await FindAsync(bench)).ShouldBe(new Look(true, null));

        bench.Platform.Seen.Count.ShouldBe(pages);
    }

    [Fact]
    public async Task A_history_that_cannot_be_read_proves_nothing()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, Page(Filler(bench)), """{"error":-201,"message":"x"}""");

        (await FindAsync(bench)).ShouldBe(new Look(false, null));
    }

    [Fact]
    public async Task Where_the_oldest_does_not_come_last_the_pages_are_read_on()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Group, Page(Row("m1", 1, bench.Now.AddHours(-1), "x"), Row("m2", 1, bench.Now, "y")), Page(Row("m7", 0, bench.Now, "K7FQ3X")));

        (await FindAsync(bench)).ShouldBe(new Look(true, "m7"));
    }

    [Fact]
    public async Task A_history_that_does_not_end_within_thirty_pages_proves_nothing()
    {
        await using var bench = await Bench.OpenAsync();
        var page = 0;
        bench.Platform.On(Group, (call, token) => JsonAnswer(Page(Filler(bench, $"m{++page}")))(call, token));

        (await FindAsync(bench)).ShouldBe(new Look(false, null));

        bench.Platform.Seen.Count.ShouldBe(30);
        bench.Platform.Last.Query.ShouldContain("offset=29&");
    }

    [Fact]
    public async Task What_was_told_to_a_person_is_looked_for_in_the_talk_with_that_person()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Platform.On(Person, Page(Row("m7", 0, bench.Now, "Báo cáo K7FQ3X")));

        (await bench.Get<History>().FindAsync(bench.Alert() with { CalledAt = bench.Now }, TestContext.Current.CancellationToken)).ShouldBe(new Look(true, "m7"));

        bench.Platform.Last.Query.ShouldContain(The.Leader);
    }

    internal static string Page(params string[] rows) => $$"""{"data":[{{string.Join(',', rows)}}],"error":0}""";

    internal static string Row(string id, int from, DateTimeOffset at, string text) =>
        $$"""{"src":{{from}},"time":{{at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}},"type":"text","message":"{{text}}","message_id":"{{id}}"}""";

    private static string Filler(Bench bench, string id = "m0") => Row(id, 1, bench.Now, "Kính gửi các đồng chí");

    private static Task<Look> FindAsync(Bench bench) => bench.Get<History>().FindAsync(bench.Item() with { CalledAt = bench.Now }, TestContext.Current.CancellationToken);
}

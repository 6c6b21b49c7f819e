using StackExchange.Redis;
using ZaloBot.Learning;
using ZaloBot.Membership;
using ZaloBot.Moderation;
using ZaloBot.Queue.Tests.Infrastructure;
using ZaloBot.Rules;
using ZaloBot.Rules.Flood;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Webhooks;

namespace ZaloBot.Queue.Tests;

/// <summary>What a batch reads it reads once, and what it changes is written in its commit.</summary>
public sealed class LaneMemoryTests
{
    private static readonly TimeSpan Context = TimeSpan.FromHours(48);

    [Fact]
    public async Task A_group_that_changed_is_written_with_the_commit_and_lives_as_long_as_the_context()
    {
        await using var bench = await Bench.OpenAsync();
        var memory = Memory(bench);
        (await memory.GroupAsync(The.Group)).SaidToday.ShouldBe(0);
        (await memory.GroupAsync(The.Group)).SaidToday = 4;
        (await memory.GroupAsync(The.QuietGroup)).SaidToday = 5;
        memory.GroupChanged(The.Group);

        (await bench.CommitAsync(memory.Save)).ShouldBeTrue();

        var later = Memory(bench);
        (await later.GroupAsync(The.Group)).SaidToday.ShouldBe(4);
        (await later.GroupAsync(The.QuietGroup)).SaidToday.ShouldBe(0, "nobody said it changed");
        (await bench.Database.KeyTimeToLiveAsync(bench.Keys.GroupMemory(The.Group)))!.Value.ShouldBeInRange(Context - TimeSpan.FromMinutes(2), Context);
    }

    [Fact]
    public async Task A_members_pace_is_written_with_the_commit_and_lives_as_long_as_said()
    {
        await using var bench = await Bench.OpenAsync();
        var memory = Memory(bench);
        var life = TimeSpan.FromMinutes(61);
        (await memory.PaceAsync(The.Group, The.Member, life)).Sent.Add(new SentMessage(bench.Now, ContentKind.Image));
        (await memory.PaceAsync(The.Group, The.Member, life)).Sent.Add(new SentMessage(bench.Now.AddSeconds(2)));

        (await bench.CommitAsync(memory.Save)).ShouldBeTrue();

        (await Memory(bench).PaceAsync(The.Group, The.Member, life)).Sent.ShouldBe([new(bench.Now, ContentKind.Image), new(bench.Now.AddSeconds(2))]);
        (await Memory(bench).PaceAsync(The.Group, The.OtherMember, life)).Sent.ShouldBeEmpty();
        (await Memory(bench).PaceAsync(The.QuietGroup, The.Member, life)).Sent.ShouldBeEmpty();
        (await bench.Database.KeyTimeToLiveAsync(bench.Keys.MemberPace(The.Group, The.Member)))!.Value.ShouldBeInRange(life - TimeSpan.FromMinutes(2), life);
    }

    [Fact]
    public async Task What_was_recalled_is_as_it_was_then_and_the_rest_is_asked_for()
    {
        await using var bench = await Bench.OpenAsync();
        await SaidTodayAsync(1, The.Group, The.QuietGroup);
        var memory = Memory(bench);
        await memory.RecallAsync([bench.Keys.GroupMemory(The.Group), bench.Keys.LastEvent, bench.Keys.GroupMemory(The.Group)]);
        await bench.Database.StringSetAsync(bench.Keys.LastEvent, "now");
        await SaidTodayAsync(2, The.Group, The.QuietGroup);

        (await memory.GroupAsync(The.Group)).SaidToday.ShouldBe(1);
        (await memory.GroupAsync(The.QuietGroup)).SaidToday.ShouldBe(2);
        memory.Recalled(bench.Keys.LastEvent).IsNull.ShouldBeTrue();

        async Task SaidTodayAsync(int times, params string[] groups)
        {
            var before = Memory(bench);
            foreach (var group in groups)
            {
                (await before.GroupAsync(group)).SaidToday = times;
                before.GroupChanged(group);
            }

            await bench.CommitAsync(before.Save);
        }
    }

    [Fact]
    public async Task A_person_put_on_the_ladder_stands_there_at_once_and_fades()
    {
        await using var bench = await Bench.OpenAsync();
        var memory = Memory(bench);
        (await memory.LadderAsync(The.Group, The.Member)).ShouldBeNull();

        await bench.CommitAsync(changes => memory.SetLadder(changes, The.Group, The.Member, new LadderState(2, bench.Now), TimeSpan.FromDays(30)));

        (await memory.LadderAsync(The.Group, The.Member))!.Step.ShouldBe(2);
        (await Memory(bench).LadderAsync(The.Group, The.Member))!.Step.ShouldBe(2);
        (await Memory(bench).LadderAsync(The.Group, The.OtherMember)).ShouldBeNull();
        (await Memory(bench).LadderAsync(The.QuietGroup, The.Member)).ShouldBeNull();
        (await bench.Database.KeyTimeToLiveAsync(bench.Keys.Ladder(The.Group, The.Member)))!.Value.ShouldBeInRange(TimeSpan.FromDays(29.9), TimeSpan.FromDays(30));
    }

    [Fact]
    public async Task A_person_is_read_once_in_a_batch()
    {
        await using var bench = await Bench.OpenAsync();
        var memory = Memory(bench);
        (await memory.LadderAsync(The.Group, The.Member)).ShouldBeNull();
        (await memory.MemberAsync(The.Group, The.Member)).ShouldBeNull();
        var other = Memory(bench);
        await bench.CommitAsync(changes =>
        {
            other.SetLadder(changes, The.Group, The.Member, new LadderState(1, bench.Now), TimeSpan.FromDays(1));
            other.SetMember(changes, The.Group, The.Member, new MemberState(true, bench.Now, MemberSource.Event));
        });

        (await memory.LadderAsync(The.Group, The.Member)).ShouldBeNull();
        (await memory.MemberAsync(The.Group, The.Member)).ShouldBeNull();
    }

    [Fact]
    public async Task A_member_noted_is_a_member_at_once_and_afterwards()
    {
        await using var bench = await Bench.OpenAsync();
        var memory = Memory(bench);
        var state = new MemberState(true, bench.Now, MemberSource.Message);

        await bench.CommitAsync(changes => memory.SetMember(changes, The.Group, The.Member, state));

        (await memory.MemberAsync(The.Group, The.Member)).ShouldBe(state);
        (await Memory(bench).MemberAsync(The.Group, The.Member)).ShouldBe(state);
        (await Memory(bench).MemberAsync(The.Group, The.OtherMember)).ShouldBeNull();
    }

    [Fact]
    public async Task Lessons_stay_as_they_were_when_the_batch_first_asked()
    {
        await using var bench = await Bench.OpenAsync();
        var memory = Memory(bench);
        var first = await memory.LessonsAsync(bench.Get<LessonBook>());
        await bench.Database.StringIncrementAsync(bench.Keys.LessonsVersion);

        (await memory.LessonsAsync(bench.Get<LessonBook>())).ShouldBeSameAs(first);
        (await Memory(bench).LessonsAsync(bench.Get<LessonBook>())).ShouldNotBeSameAs(first);
    }

    [Fact]
    public async Task A_shared_field_is_changed_only_as_it_was_read()
    {
        await using var bench = await Bench.OpenAsync();
        RedisKey key = bench.Keys.Names;
        var (one, other) = (Memory(bench), Memory(bench));
        (await one.FieldAsync(key, "f")).IsNull.ShouldBeTrue();
        (await other.FieldAsync(key, "f")).IsNull.ShouldBeTrue();

        (await SetAsync(bench, one, key, "a")).ShouldBeTrue();
        (await SetAsync(bench, other, key, "b")).ShouldBeFalse("the first came through");
        (await bench.Database.HashGetAsync(key, "f")).ToString().ShouldBe("a");

        var (third, fourth) = (Memory(bench), Memory(bench));
        await third.FieldAsync(key, "f");
        await fourth.FieldAsync(key, "f");
        (await SetAsync(bench, third, key, "c")).ShouldBeTrue();
        (await SetAsync(bench, fourth, key, RedisValue.Null)).ShouldBeFalse();
        (await bench.Database.HashGetAsync(key, "f")).ToString().ShouldBe("c");
    }

    [Fact]
    public async Task A_shared_field_changed_twice_in_a_batch_is_compared_with_what_was_read_first()
    {
        await using var bench = await Bench.OpenAsync();
        RedisKey key = bench.Keys.Names;
        var memory = Memory(bench);
        var changes = new ZaloBot.Storage.Changes();
        await memory.SetFieldAsync(changes, key, "f", "a");
        (await memory.FieldAsync(key, "f")).ToString().ShouldBe("a");
        await memory.SetFieldAsync(changes, key, "f", "b");

        (await changes.CommitAsync(bench.Database)).ShouldBeTrue();
        (await bench.Database.HashGetAsync(key, "f")).ToString().ShouldBe("b");
    }

    [Fact]
    public async Task A_shared_field_set_to_nothing_is_removed()
    {
        await using var bench = await Bench.OpenAsync();
        RedisKey key = bench.Keys.Names;
        await bench.Database.HashSetAsync(key, "f", "a");

        (await SetAsync(bench, Memory(bench), key, RedisValue.Null)).ShouldBeTrue();

        (await bench.Database.HashExistsAsync(key, "f")).ShouldBeFalse();
    }

    private static LaneMemory Memory(Bench bench) => new(bench.Store, Context);

    private static async Task<bool> SetAsync(Bench bench, LaneMemory memory, RedisKey key, RedisValue value)
    {
        var changes = new ZaloBot.Storage.Changes();
        await memory.SetFieldAsync(changes, key, "f", value);
        return await changes.CommitAsync(bench.Database);
    }
}

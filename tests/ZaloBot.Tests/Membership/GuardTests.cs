using Shouldly;
using Xunit;
using ZaloBot.Emulator;
using ZaloBot.Membership.Agenda;
using ZaloBot.Membership.Consents;
using ZaloBot.Rules.Membership;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Membership;

/// <summary>People who came in without anything that lets them, and what follows.</summary>
public sealed class GuardTests
{
    private const string Remove = "/v3.0/oa/group/removemembers";

    [Fact]
    public async Task A_stranger_is_put_before_the_leader_with_the_choices()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.JoinsAsync(Office.Stranger);
        bot.SaidIn(The.Group).ShouldHaveSingleItem().ShouldNotContain("thêm bởi");
        var told = bot.ToldTo(Office.Leader).ShouldHaveSingleItem();
        told.ShouldContain("Không xác định được người thêm");
        told.ShouldContain("để trình Bí thư cho phép");
        told.ShouldContain("gỡ ");
        (await bot.CasesAsync()).ShouldHaveSingleItem();
        bot.IsIn(Office.Stranger).ShouldBeTrue();
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Redis)]
    public async Task A_leaders_word_removes_and_the_event_that_comes_back_is_known(StoreKind on)
    {
        await using var bot = await Bot.StartAsync(Office.With(), on);
        await bot.JoinsAsync(Office.Stranger);
        await bot.SayAsync(Office.Leader, $"Gỡ {bot.NumberToldTo(Office.Leader)} ạ");
        bot.IsIn(Office.Stranger).ShouldBeFalse();
        bot.Zalo.Calls.To(Remove).Count.ShouldBe(1);
        var consent = await bot.ConsentAsync(Office.Stranger);
        consent.Acts().ShouldBe([ConsentAct.Asked, ConsentAct.Refused, ConsentAct.RemovalOrdered, ConsentAct.Removed]);
        bot.ToldTo(Office.Leader)[^1].ShouldContain("đã mời ra");
        (await bot.MemberAsync(Office.Stranger)).In.ShouldBeFalse();

        await bot.PassTimeAsync(TimeSpan.FromMinutes(10));
        bot.Zalo.Calls.To(Remove).Count.ShouldBe(1);
        (await bot.Get<AgendaStore>().AllAsync()).ShouldNotContain(item => item.Kind == AgendaKind.Remove);
    }

    [Fact]
    public async Task By_default_nobody_is_removed_without_a_leaders_word()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.JoinsAsync(Office.Stranger);
        await bot.PassTimeAsync(TimeSpan.FromHours(3));
        bot.ToldTo(Office.Leader)[^1].ShouldContain("hết thời gian chờ");
        await bot.PassTimeAsync(TimeSpan.FromHours(5));
        bot.IsIn(Office.Stranger).ShouldBeTrue();
        (await bot.ConsentAsync(Office.Stranger)).Stage.ShouldBe(ConsentStage.Expired);
    }

    [Fact]
    public async Task After_the_grace_period_a_stranger_is_removed_when_the_settings_say_so()
    {
        await using var bot = await Bot.StartAsync(Office.With(membership: Office.Automatic));
        await bot.JoinsAsync(Office.Stranger);
        await bot.PassTimeAsync(TimeSpan.FromHours(1.5));
        bot.IsIn(Office.Stranger).ShouldBeTrue();
        await bot.PassTimeAsync(TimeSpan.FromHours(1));
        bot.IsIn(Office.Stranger).ShouldBeFalse();
        bot.ToldTo(Office.Leader)[^1].ShouldContain("đã mời ra");
    }

    [Fact]
    public async Task Consent_in_time_stays_the_removal()
    {
        await using var bot = await Bot.StartAsync(Office.With(membership: Office.Automatic));
        await bot.JoinsAsync(Office.Stranger);
        await bot.SayAsync(Office.Leader, "đồng ý");
        await bot.PassTimeAsync(TimeSpan.FromHours(1.5));
        await bot.SayAsync(Office.Secretary, "đồng ý");
        await bot.PassTimeAsync(TimeSpan.FromHours(3));
        bot.IsIn(Office.Stranger).ShouldBeTrue();
        bot.Zalo.Calls.To(Remove).ShouldBeEmpty();
        (await bot.ConsentAsync(Office.Stranger)).UsedAt.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(GroupMode.Remind)]
    [InlineData(GroupMode.Observe)]
    public async Task The_mode_is_the_ceiling(GroupMode mode)
    {
        await using var bot = await Bot.StartAsync(Office.With(mode, membership: Office.Automatic));
        await bot.JoinsAsync(Office.Stranger);
        await bot.SayAsync(Office.Leader, $"gỡ {bot.NumberToldTo(Office.Leader)}");
        await bot.PassTimeAsync(TimeSpan.FromHours(5));
        bot.ToldTo(Office.Leader).ShouldContain(text => text.Contains("mời ra trên Zalo"));
        bot.IsIn(Office.Stranger).ShouldBeTrue();
        bot.Zalo.Calls.To(Remove).ShouldBeEmpty();
    }

    [Fact]
    public async Task Removals_of_a_day_are_capped()
    {
        await using var bot = await Bot.StartAsync(Office.With(membership: Office.Membership with { MaxRemovalsPerDay = 1 }));
        await bot.JoinsAsync(Office.Stranger);
        await bot.SayAsync(Office.Leader, $"gỡ {bot.NumberToldTo(Office.Leader)}");
        bot.IsIn(Office.Stranger).ShouldBeFalse();
        bot.Clock.Advance(TimeSpan.FromMinutes(20));
        await bot.JoinsAsync(Office.Stranger);
        await bot.SayAsync(Office.Leader, $"gỡ {(await bot.ConsentAsync(Office.Stranger)).Number}");
        bot.IsIn(Office.Stranger).ShouldBeTrue("one a day");
        await bot.PassTimeAsync(TimeSpan.FromHours(15.5));
        bot.IsIn(Office.Stranger).ShouldBeFalse("after midnight");
    }

    [Fact]
    public async Task Several_people_in_one_event_are_placed_each_and_told_once()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        const string Other = "7000000000000000003";
        await bot.Zalo.Acts.RemoveMemberAsync(The.Group, Other);
        await bot.SettledAsync();
        bot.Clock.Advance(TimeSpan.FromMinutes(20));
        await bot.PostSignedAsync(Some.Lifecycle("user_join_group", The.Group, bot.Clock.GetUtcNow(), Office.Stranger, Other, Office.Insider));
        var told = bot.ToldTo(Office.Leader).ShouldHaveSingleItem();
        var numbers = (await bot.Get<ConsentBook>().AllAsync()).Where(consent => consent.IsOpen).Select(consent => consent.Number).ToList();
        numbers.Count.ShouldBe(2, "the insider is welcome");
        numbers.ShouldAllBe(number => told.Contains(number));
        bot.SaidIn(The.Group).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Somebody_who_leads_or_administers_is_never_removed()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.Zalo.Acts.LeaveAsync(The.Group, Office.Leader);
        await bot.SettledAsync();
        bot.Clock.Advance(TimeSpan.FromMinutes(20));
        await bot.JoinsAsync(Office.Leader);
        bot.SaidIn(The.Group).ShouldBeEmpty("a leader who joins late is a leader");
        (await bot.MemberAsync(Office.Leader)).Ground.ShouldBe(Placement.Leader);
    }

    [Fact]
    public async Task A_removal_whose_answer_was_lost_is_seen_and_not_repeated()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.JoinsAsync(Office.Stranger);
        bot.Zalo.Faults.DropAnswers(Remove, times: 1);
        bot.Zalo.Quirks.SwitchedOffEvents["user_out_group"] = true;
        await bot.SayAsync(Office.Leader, $"gỡ {bot.NumberToldTo(Office.Leader)}");
        await bot.PassTimeAsync(TimeSpan.FromMinutes(5));
        bot.Zalo.Calls.To(Remove).Count.ShouldBe(1);
        (await bot.ConsentAsync(Office.Stranger)).Acts()[^1].ShouldBe(ConsentAct.Removed);
        (await bot.MemberAsync(Office.Stranger)).In.ShouldBeFalse("seen in the list, since no event told");
    }

    [Fact]
    public async Task What_the_platform_refuses_does_not_use_up_the_removals_of_the_day()
    {
        await using var bot = await Bot.StartAsync(Office.With(membership: Office.Membership with { MaxRemovalsPerDay = 2 }));
        await bot.JoinsAsync(Office.Stranger);
        bot.Zalo.Faults.RateLimited(Remove, times: 4);
        await bot.SayAsync(Office.Leader, $"gỡ {bot.NumberToldTo(Office.Leader)}");
        await bot.PassTimeAsync(TimeSpan.FromMinutes(20));
        bot.IsIn(Office.Stranger).ShouldBeFalse();
        ((long)await bot.Store.Database.StringGetAsync(bot.Store.Keys.Removals(new DateOnly(2026, 11, 24)))).ShouldBe(1);
    }

    [Fact]
    public async Task From_a_group_that_is_gone_the_leader_hears_at_once_that_the_removal_failed()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.JoinsAsync(Office.Stranger);
        bot.Zalo.Faults.Error(-403, Remove);
        bot.Zalo.Faults.Error(-403, "/v3.0/oa/group/listmember");
        await bot.SayAsync(Office.Leader, $"gỡ {bot.NumberToldTo(Office.Leader)}");
        await bot.PassTimeAsync(TimeSpan.FromMinutes(5));
        bot.ToldTo(Office.Leader)[^1].ShouldContain("không mời ra khỏi nhóm được");
        (await bot.Get<AgendaStore>().AllAsync()).ShouldNotContain(item => item.Kind == AgendaKind.Remove);
    }

    [Fact]
    public async Task A_removal_the_platform_refuses_is_told_to_the_leader()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.JoinsAsync(Office.Stranger);
        bot.Zalo.Faults.Error(-201, Remove);
        await bot.SayAsync(Office.Leader, $"gỡ {bot.NumberToldTo(Office.Leader)}");
        await bot.PassTimeAsync(TimeSpan.FromMinutes(5));
        bot.IsIn(Office.Stranger).ShouldBeTrue();
        bot.ToldTo(Office.Leader)[^1].ShouldContain("không mời ra khỏi nhóm được");
        (await bot.ConsentAsync(Office.Stranger)).Removing.ShouldBeFalse();
    }

    [Fact]
    public async Task Somebody_without_a_name_is_told_apart_by_the_end_of_the_id()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        bot.Zalo.Quirks.CallsComeFrom = Origin.Abroad;
        await bot.JoinsAsync(Office.Stranger);
        bot.ToldTo(Office.Leader).ShouldHaveSingleItem().ShouldContain(Office.Stranger[^4..]);
    }

    [Fact]
    public async Task Who_belongs_by_position_by_the_time_is_not_removed()
    {
        await using var bot = await Bot.StartAsync(Office.With(membership: Office.Automatic));
        await bot.JoinsAsync(Office.Stranger);
        bot.Settings.Replace(bot.Settings.Snapshot with
        {
            People = new PeopleDirectory([.. The.People.All, new ZaloBot.Settings.Person(Office.Stranger, "Người Mới", "Chi đoàn D", ["bi-thu-csd"], 3)]),
        });
        await bot.PassTimeAsync(TimeSpan.FromHours(3));
        bot.IsIn(Office.Stranger).ShouldBeTrue();
        (await bot.ConsentAsync(Office.Stranger)).Stage.ShouldBe(ConsentStage.Closed);
    }

    [Fact]
    public async Task Events_in_the_wrong_order_leave_the_book_right()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        var joined = bot.Clock.GetUtcNow();
        await bot.PostSignedAsync(Some.Lifecycle("user_out_group", The.Group, joined + TimeSpan.FromMinutes(2), Office.Stranger));
        await bot.PostSignedAsync(Some.Lifecycle("user_join_group", The.Group, joined, Office.Stranger));
        (await bot.MemberAsync(Office.Stranger)).In.ShouldBeFalse();
        bot.SaidIn(The.Group).ShouldBeEmpty("who has left already is no question");
        await bot.PostSignedAsync(Some.Lifecycle("user_join_group", The.Group, joined + TimeSpan.FromMinutes(4), Office.Stranger));
        await bot.PostSignedAsync(Some.Lifecycle("user_join_group", The.Group, joined + TimeSpan.FromMinutes(5), Office.Stranger));
        (await bot.MemberAsync(Office.Stranger)).In.ShouldBeTrue();
        bot.SaidIn(The.Group).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Deadlines_put_off_after_a_leap_of_the_clock_are_met_that_much_later()
    {
        await using var bot = await Bot.StartAsync(Office.With(membership: Office.Automatic));
        await bot.JoinsAsync(Office.Stranger);
        var lease = (await Lease.TryTakeAsync(bot.Store.Database, $"{bot.Store.Keys.AgendaLease}:test"))!;
        await bot.Get<AgendaStore>().PostponeAsync(TimeSpan.FromHours(10), bot.Clock.GetUtcNow(), lease);
        await bot.PassTimeAsync(TimeSpan.FromHours(11));
        bot.IsIn(Office.Stranger).ShouldBeTrue();
        await bot.PassTimeAsync(TimeSpan.FromHours(2));
        bot.IsIn(Office.Stranger).ShouldBeFalse();
    }

    [Fact]
    public void A_clock_that_is_moved_is_told_from_time_that_passes()
    {
        var time = new MovableClock();
        var watch = new ClockWatch(time);
        time.Pass(TimeSpan.FromDays(1));
        watch.Leapt().ShouldBe(TimeSpan.Zero);
        time.Move(TimeSpan.FromDays(3));
        time.Pass(TimeSpan.FromMinutes(1));
        watch.Leapt().ShouldBe(TimeSpan.FromDays(3));
        watch.Leapt().ShouldBe(TimeSpan.Zero, "told once");
        time.Move(TimeSpan.FromDays(-3));
        watch.Leapt().ShouldBe(TimeSpan.Zero, "backwards only lengthens what waits");
        time.Move(TimeSpan.FromSeconds(2));
        watch.Leapt().ShouldBe(TimeSpan.Zero);
    }

    private sealed class MovableClock : TimeProvider
    {
        private TimeSpan _moved;
        private TimeSpan _passed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time) => _passed += time;

        public void Move(TimeSpan by) => _moved += by;

        public override DateTimeOffset GetUtcNow() => The.Morning + _passed + _moved;

        public override long GetTimestamp() => _passed.Ticks;
    }
}

using Shouldly;
using Xunit;
using ZaloBot.Membership;
using ZaloBot.Membership.Consents;
using ZaloBot.Moderation;
using ZaloBot.Settings;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Membership;

/// <summary>What events did not tell, and what differs from the roster.</summary>
public sealed class ComparisonTests
{
    [Fact]
    public async Task Joinings_and_departures_that_no_event_told_are_found_once()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.ComparedAsync();
        bot.Clock.Advance(TimeSpan.FromMinutes(30));
        bot.Zalo.Quirks.SwitchedOffEvents["user_join_group"] = true;
        bot.Zalo.Quirks.SwitchedOffEvents["user_out_group"] = true;
        await bot.Zalo.Acts.AddMemberAsync(The.Group, Office.Stranger);
        await bot.Zalo.Acts.LeaveAsync(The.Group, The.Member);
        await bot.ComparedAsync();
        bot.SaidIn(The.Group).ShouldHaveSingleItem();
        (await bot.MemberAsync(Office.Stranger)).Source.ShouldBe(MemberSource.Comparison);
        (await bot.MemberAsync(The.Member)).In.ShouldBeFalse();

        await bot.ComparedAsync();
        bot.SaidIn(The.Group).ShouldHaveSingleItem();
        bot.ToldTo(Office.Leader).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_event_that_comes_after_the_comparison_tells_nothing_new()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.ComparedAsync();
        bot.Clock.Advance(TimeSpan.FromMinutes(30));
        bot.Zalo.Quirks.SwitchedOffEvents["user_join_group"] = true;
        await bot.Zalo.Acts.AddMemberAsync(The.Group, Office.Stranger);
        await bot.ComparedAsync();
        await bot.PostSignedAsync(Some.Lifecycle("user_join_group", The.Group, bot.Clock.GetUtcNow() - TimeSpan.FromMinutes(1), Office.Stranger));
        bot.SaidIn(The.Group).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task It_runs_by_itself_after_a_restart()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.ComparedAsync();
        bot.Clock.Advance(TimeSpan.FromHours(1));
        bot.Zalo.Quirks.SwitchedOffEvents["user_join_group"] = true;
        await bot.Zalo.Acts.AddMemberAsync(The.Group, Office.Stranger);
        await bot.RestartAsync();
        await bot.Zalo.WaitForMessageAsync(message => message.GroupId == The.Group && message.IsFromOa, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task From_abroad_requests_and_switches_are_looked_at_all_the_same()
    {
        await using var bot = await Bot.StartAsync(Office.With(GroupMode.Remind));
        await bot.ComparedAsync();
        bot.Clock.Advance(TimeSpan.FromMinutes(30));
        bot.Zalo.Faults.Error(-501, "/v3.0/oa/group/listmember");
        bot.Zalo.Quirks.SwitchedOffEvents["user_request_join_group"] = true;
        await bot.Zalo.Acts.RequestToJoinAsync(The.Group, Office.Stranger);
        await bot.ComparedAsync();
        bot.ToldTo(Office.Leader).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Messages_whose_events_were_lost_are_found_in_the_history_and_judged_once()
    {
        await using var bot = await Bot.StartAsync();
        await bot.ComparedAsync();
        bot.Clock.Advance(TimeSpan.FromMinutes(30));
        await bot.Zalo.Acts.SayAsync(The.Group, The.OtherMember, The.Advertisement);
        await bot.SettledAsync();

        bot.Zalo.Quirks.SwitchedOffEvents["user_send_group_text"] = true;
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.OtherAdvertisement);
        bot.Clock.Advance(TimeSpan.FromMinutes(50));
        await bot.ComparedAsync();
        var found = (await bot.CasesAsync())[0];
        found.UserId.ShouldBe(The.Member);
        found.HeldBack.ShouldBe(HeldBack.TooLate, "what is long past is not spoken of");
        (await bot.CasesAsync()).Count.ShouldBe(2, "what an event had told is not told again");

        await bot.ComparedAsync();
        (await bot.CasesAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Where_history_and_events_name_messages_differently_nothing_is_taken_for_missed()
    {
        await using var bot = await Bot.StartAsync();
        await bot.ComparedAsync();
        bot.Clock.Advance(TimeSpan.FromMinutes(30));
        bot.Zalo.Quirks.SwitchedOffEvents["user_send_group_text"] = true;
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.PostSignedAsync(Some.GroupText(The.Group, The.Member, The.Advertisement, messageId: "another0name", timestamp: bot.Clock.GetUtcNow().ToUnixTimeMilliseconds()));
        bot.Clock.Advance(TimeSpan.FromMinutes(50));
        await bot.ComparedAsync();
        (await bot.CasesAsync()).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(-403)]
    [InlineData(-237)]
    [InlineData(-501)]
    public async Task A_group_that_cannot_be_listed_is_told_to_the_administrator_and_nobody_taken_for_gone(int code)
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.ComparedAsync();
        bot.Zalo.Faults.Error(code, "/v3.0/oa/group/listmember");
        await bot.ComparedAsync();
        bot.ToldTo(The.Administrator).ShouldHaveSingleItem();
        (await bot.MemberAsync(The.Member)).In.ShouldBeTrue();
    }

    [Fact]
    public async Task The_weekly_report_names_who_is_where_he_does_not_belong_and_who_is_missing()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.ComparedAsync();
        await bot.Zalo.Acts.MakeDeputyAsync(The.Group, The.Member);
        await bot.SettledAsync();
        await bot.ReportsDriftAsync();
        bot.ToldTo(Office.Leader).ShouldNotContain(text => text.Contains("Đối chiếu thành viên"), "not on its day");
        bot.Settings.Replace(bot.Settings.Snapshot with { Settings = bot.Settings.Current with { Membership = Office.Membership with { DriftReportOn = [DayOfWeek.Tuesday] } } });
        await bot.ReportsDriftAsync();
        await bot.ReportsDriftAsync();
        bot.ToldTo(Office.Leader).Count(text => text.Contains("Đối chiếu thành viên")).ShouldBe(1);
        var report = bot.ToldTo(Office.Leader)[^1];
        report.ShouldContain("Kim Văn Thí Điểm");
        report.ShouldContain("Phạm Thị Giả Định");
    }

    [Fact]
    public async Task A_change_of_post_on_its_day_is_proposed_and_done_on_the_leaders_word()
    {
        var leaves = new Post("bi-thu-csd", null, new DateOnly(2026, 11, 24));
        var comes = new Post("bi-thu-csd", new DateOnly(2026, 11, 25));
        await using var bot = await Bot.StartAsync(Office.With());
        bot.Settings.Replace(bot.Settings.Snapshot with
        {
            People = new PeopleDirectory(
            [
                new ZaloBot.Settings.Person(The.Member, "Phạm Thị Giả Định", "Chi đoàn A", ["bi-thu-csd"], 2) { Posts = [leaves] },
                new ZaloBot.Settings.Person(Office.Insider, "Kim Văn Thí Điểm", "Chi đoàn A", ["bi-thu-csd"], 3) { Posts = [comes] },
            ]),
        });
        await bot.Zalo.Acts.FollowAsync(Office.Insider);
        await bot.ComparedAsync();
        await bot.LooksAtRosterAsync();
        bot.ToldTo(Office.Leader).ShouldBeEmpty("the first look is the beginning");

        bot.Clock.Advance(TimeSpan.FromDays(1));
        await bot.LooksAtRosterAsync();
        await bot.SettledAsync();
        var consents = await bot.Get<ConsentBook>().AllAsync();
        var leaving = consents.Single(consent => consent.Matter == ConsentMatter.Leaving);
        var joining = consents.Single(consent => consent.Matter == ConsentMatter.Joining);
        await bot.SayAsync(Office.Leader, $"đồng ý {leaving.Number}");
        bot.IsIn(The.Member).ShouldBeTrue("agreed to what? The bot asks back");
        await bot.SayAsync(Office.Leader, $"gỡ {leaving.Number}");
        bot.IsIn(The.Member).ShouldBeFalse();
        await bot.SayAsync(Office.Leader, $"mời {joining.Number}");
        bot.IsIn(Office.Insider).ShouldBeTrue();
    }

    [Fact]
    public async Task Unknown_hands_on_deputies_are_told_and_in_Enforce_taken_back()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.Zalo.Acts.MakeDeputyAsync(The.Group, The.Member);
        await bot.SettledAsync();
        bot.ToldTo(Office.Leader).ShouldHaveSingleItem().ShouldContain("phó nhóm");
        bot.Zalo.World.Group(The.Group).Deputies.ShouldNotContain(The.Member);
        await bot.Zalo.Acts.RemoveDeputyAsync(The.Group, Office.Secretary);
        await bot.SettledAsync();
        bot.Zalo.World.Group(The.Group).Deputies.ShouldContain(Office.Secretary);
        bot.ToldTo(Office.Leader).Count.ShouldBe(2, "the bot's own acts are no news");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Putting_a_switch_right_leaves_picture_and_description_as_they_are(bool pictureRefused)
    {
        await using var bot = await Bot.StartAsync(Office.With(GroupMode.Enforce, group: same => same with { JoinApproval = true }));
        bot.Zalo.Quirks.RefusesOwnPicture = pictureRefused;
        await bot.Zalo.Acts.ChangeGroupInfoAsync(
            The.Group, same => same with { Avatar = "https://s120.ava.example.zdn.vn/nhom", Description = "Trao đổi việc Đoàn", Settings = same.Settings with { JoinAppr = false } });
        await bot.SettledAsync();

        var group = bot.Zalo.World.Group(The.Group);
        group.Settings.JoinAppr.ShouldBeTrue();
        group.Description.ShouldBe("Trao đổi việc Đoàn");
        group.Avatar.ShouldBe(pictureRefused ? ZaloBot.Emulator.ChatGroup.PlainAvatar : "https://s120.ava.example.zdn.vn/nhom", "what cannot be sent back is lost on a platform that resets");
    }

    [Theory]
    [InlineData(GroupMode.Enforce, true)]
    [InlineData(GroupMode.Remind, false)]
    public async Task Switches_that_the_settings_demand_are_put_right_or_reported(GroupMode mode, bool putsRight)
    {
        await using var bot = await Bot.StartAsync(Office.With(mode, group: same => same with { JoinApproval = true, JoinByLink = false }));
        await bot.ComparedAsync();
        var settings = bot.Zalo.World.Group(The.Group).Settings;
        (settings is { JoinAppr: true, EnableLinkJoin: false }).ShouldBe(putsRight);
        settings.EnableMsgHistory.ShouldBeTrue("what is not demanded stays as it was");
        bot.ToldTo(Office.Leader).ShouldHaveSingleItem().ShouldContain("người mới phải được duyệt");

        await bot.Zalo.Acts.ChangeGroupInfoAsync(The.Group, same => same with { Name = "Tên mới", Settings = same.Settings with { JoinAppr = false } });
        await bot.SettledAsync();
        bot.Zalo.World.Group(The.Group).Settings.JoinAppr.ShouldBe(putsRight);
        bot.ToldTo(Office.Leader).Count.ShouldBe(2);
        bot.ToldTo(Office.Leader)[^1].ShouldContain("Tên mới");
    }
}

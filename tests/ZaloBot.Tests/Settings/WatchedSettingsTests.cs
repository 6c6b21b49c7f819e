using Shouldly;

using Xunit;

using ZaloBot.Settings;

namespace ZaloBot.Tests.Settings;

public sealed class WatchedSettingsTests
{
    private const string TenPeople = "UserId,Name,Unit,Positions\n";

    [Fact]
    public void A_good_change_comes_into_force_and_is_told()
    {
        using var folder = new SettingsFolder();
        using var source = Watch(folder);
        var told = new List<SettingsSnapshot>();
        source.Changed += told.Add;

        folder.Change("""{ "Zalo": { "CallsPerMinute": 42 } }""");
        source.Reload().Snapshot.ShouldNotBeNull();

        source.Current.Zalo.CallsPerMinute.ShouldBe(42);
        told.ShouldHaveSingleItem().Settings.ShouldBeSameAs(source.Current);
    }

    [Fact]
    public void A_bad_change_keeps_the_last_good_settings_and_is_told()
    {
        using var folder = new SettingsFolder();
        using var source = Watch(folder);
        var before = source.Current;
        IReadOnlyList<SettingsFault>? told = null;
        source.Refused += faults => told = faults;
        source.Changed += _ => throw new InvalidOperationException("Nothing changed.");

        folder.Change("""{ "Zalo": { "CallsPerMinute": 0 } }""");
        source.Reload().Snapshot.ShouldBeNull();

        source.Current.ShouldBeSameAs(before);
        told.ShouldNotBeNull().ShouldHaveSingleItem().Path.ShouldBe("Zalo.CallsPerMinute");
        source.Faults.ShouldBe(told);
    }

    [Fact]
    public void A_good_change_after_a_bad_one_clears_the_faults()
    {
        using var folder = new SettingsFolder();
        using var source = Watch(folder);
        folder.Write("{");
        source.Reload();
        source.Faults.ShouldNotBeEmpty();

        folder.Change("{}");
        source.Reload();

        source.Faults.ShouldBeEmpty();
    }

    [Fact]
    public void A_warning_is_no_refusal()
    {
        using var folder = new SettingsFolder();
        using var source = Watch(folder);

        folder.Change("""{ "Organisation": { "Administrators": [] } }""");
        source.Reload();

        source.Faults.ShouldBeEmpty();
        source.Warnings.ShouldHaveSingleItem().Code.ShouldBe("NoAdministrators");
    }

    [Fact]
    public void The_webhook_key_can_not_be_emptied_at_work()
    {
        using var folder = new SettingsFolder();
        using var source = Watch(folder);

        folder.Change("""{ "Zalo": { "OaSecretKey": "" } }""");
        var reading = source.Reload();

        reading.Snapshot.ShouldBeNull();
        reading.Faults.ShouldContain(fault => fault.Code == "SecretEmptied");
        source.Current.Zalo.OaSecretKey.ShouldBe("oa-secret");
    }

    [Fact]
    public void A_people_file_that_lost_more_than_a_fifth_is_taken_only_by_force()
    {
        using var folder = new SettingsFolder();
        folder.WritePeople(TenPeople + Rows(10));
        using var source = Watch(folder);

        folder.WritePeople(TenPeople + Rows(7));
        var refused = source.Reload();
        refused.Snapshot.ShouldBeNull();
        refused.Faults.ShouldContain(fault => fault.Code == "PeopleDropped" && fault.Problem.Contains("3 trên 10"));
        source.People.All.Count.ShouldBe(10);

        source.Reload(force: true).Snapshot.ShouldNotBeNull();
        source.People.All.Count.ShouldBe(7);
    }

    [Fact]
    public void A_people_file_that_lost_a_fifth_is_taken()
    {
        using var folder = new SettingsFolder();
        folder.WritePeople(TenPeople + Rows(10));
        using var source = Watch(folder);

        folder.WritePeople(TenPeople + Rows(8));

        source.Reload().Snapshot.ShouldNotBeNull().People.All.Count.ShouldBe(8);
    }

    [Fact]
    public void A_people_file_that_vanished_is_refused()
    {
        using var folder = new SettingsFolder();
        folder.WritePeople(TenPeople + Rows(10));
        using var source = Watch(folder);

        File.Delete(folder.At("people.csv"));

        source.Reload().Snapshot.ShouldBeNull();
        source.People.All.Count.ShouldBe(10);
    }

    [Fact]
    public void Files_are_looked_at_even_when_nobody_tells()
    {
        using var folder = new SettingsFolder();

        // The watcher of a folder hears nothing of what happens behind a link.
        Directory.CreateDirectory(folder.At("elsewhere"));
        File.Move(folder.File, folder.At("elsewhere/settings.json"));
        File.CreateSymbolicLink(folder.File, folder.At("elsewhere/settings.json"));
        using var source = Watch(folder);

        folder.Change("""{ "Zalo": { "CallsPerMinute": 43 } }""");
        folder.Clock.Advance(TimeSpan.FromSeconds(31));

        source.Current.Zalo.CallsPerMinute.ShouldBe(43);
    }

    [Fact]
    public void A_file_that_did_not_change_is_not_read_again()
    {
        using var folder = new SettingsFolder();
        using var source = Watch(folder);
        var before = source.Current;

        folder.Clock.Advance(TimeSpan.FromSeconds(95));

        source.Current.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task A_written_file_is_noticed_by_itself()
    {
        using var folder = new SettingsFolder();
        using var source = new WatchedSettings(folder.Load(), folder.Environment);
        var changed = new TaskCompletionSource<SettingsSnapshot>(TaskCreationOptions.RunContinuationsAsynchronously);
        source.Changed += snapshot => changed.TrySetResult(snapshot);

        folder.Change("""{ "Zalo": { "CallsPerMinute": 44 } }""");

        (await changed.Task.WaitAsync(TimeSpan.FromSeconds(40))).Settings.Zalo.CallsPerMinute.ShouldBe(44);
    }

    private static WatchedSettings Watch(SettingsFolder folder) => new(folder.Load(), folder.Environment, folder.Clock);

    private static string Rows(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => $"{7000000000000000000 + i},Người {i},Đơn vị,pho-bi-thu\n"));
}

using System.Text;

using Shouldly;

using Xunit;

using ZaloBot.Settings;

namespace ZaloBot.Tests.Settings;

public sealed class SettingsFileTests
{
    [Fact]
    public void What_is_not_written_has_its_default()
    {
        using var folder = new SettingsFolder();

        var reading = folder.Load();

        reading.Faults.ShouldBeEmpty();
        var settings = reading.Snapshot.ShouldNotBeNull().Settings;
        settings.Rules.Personal.Threshold.ShouldBe(0.30);
        settings.Rules.Flood.ShouldBe(new FloodOptions { Messages = 8, Within = TimeSpan.FromMinutes(1) });
        settings.Organisation.WorkingHours.Days.Count.ShouldBe(5);
        settings.Groups[0].Mode.ShouldBe(GroupMode.Observe);
        settings.Warnings.Ladder.Select(step => step.Action).ShouldBe([LadderAction.Remind, LadderAction.Warn, LadderAction.Alert]);
    }

    [Fact]
    public void A_list_that_is_written_replaces_the_default_whole()
    {
        using var folder = new SettingsFolder();
        folder.Change("""{ "Organisation": { "WorkingHours": { "Days": ["Saturday"] } }, "Rules": { "Unofficial": { "OfficialDomains": [] } } }""");

        var settings = folder.Load().Snapshot.ShouldNotBeNull().Settings;

        settings.Organisation.WorkingHours.Days.ShouldBe([DayOfWeek.Saturday]);
        settings.Rules.Unofficial.OfficialDomains.ShouldBeEmpty();
    }

    [Fact]
    public void An_empty_ladder_means_the_usual_one()
    {
        using var folder = new SettingsFolder();
        folder.Change("""{ "Warnings": { "Ladder": [ ] } }""");

        folder.Load().Snapshot.ShouldNotBeNull().Settings.Warnings.Ladder.Count.ShouldBe(3);
    }

    [Fact]
    public void A_group_deviates_only_where_it_says_so()
    {
        using var folder = new SettingsFolder();
        folder.Change("""
            {
              "Rules": { "Scam": { "Phrases": ["mã otp"], "Threshold": 0.9 }, "Personal": { "Enabled": false } },
              "Groups": [
                { "Id": "ab12cd34ef56ab78cd90", "Name": "Một", "Rules": { "Scam": { "Threshold": 0.7 } } },
                { "Id": "ab12cd34ef56ab78cd91", "Name": "Hai" }
              ]
            }
            """);

        var settings = folder.Load().Snapshot.ShouldNotBeNull().Settings;

        var own = settings.RulesFor("ab12cd34ef56ab78cd90");
        own.Scam.Threshold.ShouldBe(0.7);
        own.Scam.Phrases.ShouldBe(["mã otp"]);
        own.Personal.Enabled.ShouldBeFalse();
        settings.RulesFor("ab12cd34ef56ab78cd91").ShouldBeSameAs(settings.Rules);
        settings.RulesFor("ffff").Scam.Threshold.ShouldBe(0.9);
    }

    [Fact]
    public void Paths_begin_at_the_settings_file()
    {
        using var folder = new SettingsFolder();
        folder.Change("""{ "Redis": { "DataDirectory": "kho" }, "Log": { "Directory": "/var/log/zalobot" } }""");

        var settings = folder.Load().Snapshot.ShouldNotBeNull().Settings;

        settings.Redis.DataDirectory.ShouldBe(folder.At("kho"));
        settings.Redis.KeyDirectory.ShouldBe(folder.At("kho/keys"));
        settings.Organisation.PeopleFile.ShouldBe(folder.At("people.csv"));
        settings.Log.Directory.ShouldBe("/var/log/zalobot");
    }

    [Fact]
    public void Comments_trailing_commas_and_a_byte_order_mark_are_fine()
    {
        using var folder = new SettingsFolder();
        var text = File.ReadAllText(folder.File);
        File.WriteAllText(folder.File, "// Cấu hình\n" + text.TrimEnd()[..^1] + ", /* hết */ }", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        folder.Load().Faults.ShouldBeEmpty();
    }

    [Fact]
    public void Sections_of_the_host_are_left_alone()
    {
        using var folder = new SettingsFolder();
        folder.Change("""{ "Kestrel": { "Endpoints": {} }, "Logging": { "Anything": 1 }, "AllowedHosts": "*", "OtherProgram": { "x": 1 } }""");

        folder.Load().Faults.ShouldBeEmpty();
    }

    [Fact]
    public void The_environment_wins_over_the_file()
    {
        using var folder = new SettingsFolder();
        folder.Environment["Zalo__OaSecretKey"] = " from-environment ";
        folder.Environment["ZALO__CALLSPERMINUTE"] = "30";
        folder.Environment["Groups__0__Mode"] = "Remind";
        folder.Environment["Rules__Scam__Phrases__0"] = "mã otp";
        folder.Environment["Rules__Scam__Phrases__1"] = "trúng thưởng";
        folder.Environment["Organisation__Positions__ke-toan"] = "Kế toán";
        folder.Environment["Judge__Enabled"] = "False";
        folder.Environment["REDIS_SERVICE_HOST"] = "10.0.0.1";
        folder.Environment["PATH"] = "/bin";

        var reading = folder.Load();

        reading.Faults.ShouldBeEmpty();
        var settings = reading.Snapshot.ShouldNotBeNull().Settings;
        settings.Zalo.OaSecretKey.ShouldBe("from-environment");
        settings.Zalo.CallsPerMinute.ShouldBe(30);
        settings.Groups.ShouldHaveSingleItem().Mode.ShouldBe(GroupMode.Remind);
        settings.Rules.Scam.Phrases.ShouldBe(["mã otp", "trúng thưởng"]);
        settings.Organisation.Positions["ke-toan"].ShouldBe("Kế toán");
    }

    [Fact]
    public void A_fault_in_the_environment_names_the_variable()
    {
        using var folder = new SettingsFolder();
        folder.Environment["Zalo__OaSecretKy"] = "hush-hush";
        folder.Environment["Zalo__CallsPerMinute"] = "many";

        var faults = folder.Load().Faults;

        faults.ShouldContain(fault => fault.Code == "UnknownKeyNear" && fault.Problem.Contains("Zalo__OaSecretKy") && fault.Cure.Contains("OaSecretKey"));
        faults.ShouldContain(fault => fault.Path == "Zalo.CallsPerMinute" && fault.Problem.Contains("many") && fault.Problem.Contains("Zalo__CallsPerMinute"));
        faults.ShouldAllBe(fault => !fault.Problem.Contains("hush"));
    }

    [Fact]
    public void Secret_files_win_over_the_file_and_the_environment_over_them()
    {
        using var folder = new SettingsFolder();
        Directory.CreateDirectory(folder.At("secrets"));
        File.WriteAllText(folder.At("secrets/Zalo__AppSecretKey"), "from-secret-file\n");
        File.WriteAllText(folder.At("secrets/Zalo__OaSecretKey"), "from-secret-file\n");
        File.WriteAllText(folder.At("secrets/unrelated"), "x");
        folder.Environment["ZALOBOT_SECRETS"] = folder.At("secrets");
        folder.Environment["Zalo__OaSecretKey"] = "from-environment";

        var zalo = folder.Load().Snapshot.ShouldNotBeNull().Settings.Zalo;

        zalo.AppSecretKey.ShouldBe("from-secret-file");
        zalo.OaSecretKey.ShouldBe("from-environment");
    }

    [Fact]
    public void A_folder_of_secrets_that_is_not_there_is_told()
    {
        using var folder = new SettingsFolder();
        folder.Environment["ZALOBOT_SECRETS"] = folder.At("nowhere");

        folder.Load().Faults.ShouldHaveSingleItem().Code.ShouldBe("SecretsUnreadable");
    }

    [Fact]
    public void The_named_file_is_the_one_that_is_read() =>
        SettingsFile.Locate("some/where.json").ShouldBe(Path.GetFullPath("some/where.json"));
}

using System.Globalization;

using Shouldly;

using Xunit;

using ZaloBot.Settings;

namespace ZaloBot.Tests.Settings;

/// <summary>Whatever an administrator writes wrongly is told with its path.</summary>
public sealed class SettingsFaultTests
{
    private const string Group = "\"Id\": \"ab12cd34ef56ab78cd90\", \"Name\": \"Nhóm thử\", \"Leaders\": [\"7000000000000000001\"]";

    [Theory]
    // Keys nobody knows.
    [InlineData("""{ "Zalo": { "OaIdd": "1" } }""", "Zalo.OaIdd", "UnknownKeyNear", "OaId")]
    [InlineData("""{ "Zalo": { "Colour": "red" } }""", "Zalo.Colour", "UnknownKey", "Colour")]
    [InlineData("""{ "Grups": [] }""", "Grups", "UnknownKeyNear", "Groups")]
    [InlineData("""{ "Organization": {} }""", "Organization", "UnknownKeyNear", "Organisation")]
    [InlineData("""{ "Rules": { "Personel": {} } }""", "Rules.Personel", "UnknownKeyNear", "Personal")]
    [InlineData("""{ "Rules": { "Scam": { "Treshold": 0.5 } } }""", "Rules.Scam.Treshold", "UnknownKeyNear", "Threshold")]
    [InlineData("""{ "Rules": { "Scam": { "OfficialDomains": [] } } }""", "Rules.Scam.OfficialDomains", "UnknownKey", "OfficialDomains")]
    [InlineData("""{ "Reports": { "Weekly": true } }""", "Reports.Weekly", "UnknownKey", "Weekly")]
    // Wrong types.
    [InlineData("""{ "Zalo": [] }""", "Zalo", "WrongType", "ngoặc nhọn")]
    [InlineData("""{ "Zalo": "x" }""", "Zalo", "WrongType", "ngoặc nhọn")]
    [InlineData("""{ "Zalo": { "OaId": 4000000000000000001 } }""", "Zalo.OaId", "NotQuoted", "nháy kép")]
    [InlineData("""{ "Zalo": { "CallsPerMinute": "90" } }""", "Zalo.CallsPerMinute", "Quoted", "Bỏ hai dấu nháy")]
    [InlineData("""{ "Zalo": { "CallsPerMinute": 90.5 } }""", "Zalo.CallsPerMinute", "BadWholeNumber", "90.5")]
    [InlineData("""{ "Zalo": { "CallsPerMinute": 99999999999999 } }""", "Zalo.CallsPerMinute", "BadWholeNumber", "số nguyên")]
    [InlineData("""{ "Zalo": { "CallsPerMinute": true } }""", "Zalo.CallsPerMinute", "WrongType", "số nguyên")]
    [InlineData("""{ "Zalo": { "CallsPerMinute": {} } }""", "Zalo.CallsPerMinute", "WrongType", "ngoặc nhọn")]
    [InlineData("""{ "Zalo": { "CallsPerMinute": null } }""", "Zalo.CallsPerMinute", "Null", "mặc định")]
    [InlineData("""{ "Rules": { "Scam": { "Enabled": "true" } } }""", "Rules.Scam.Enabled", "Quoted", "true hoặc false")]
    [InlineData("""{ "Rules": { "Scam": { "Enabled": 1 } } }""", "Rules.Scam.Enabled", "NotQuoted", "true hoặc false")]
    [InlineData("""{ "Rules": { "Scam": { "Phrases": "otp" } } }""", "Rules.Scam.Phrases", "WrongType", "ngoặc vuông")]
    [InlineData("""{ "Organisation": { "Positions": ["bi-thu"] } }""", "Organisation.Positions", "WrongType", "ngoặc nhọn")]
    [InlineData("""{ "Organisation": { "Administrators": [7000000000000000009] } }""", "Organisation.Administrators[0]", "NotQuoted", "nháy kép")]
    [InlineData("""{ "Groups": {} }""", "Groups", "WrongType", "ngoặc vuông")]
    [InlineData("""{ "Groups": ["ab12cd34ef56ab78cd90"] }""", "Groups[0]", "WrongType", "ngoặc nhọn")]
    // Missing.
    [InlineData("""{ "Zalo": { "OaId": "" } }""", "Zalo.OaId", "Required", "chưa được điền")]
    [InlineData("""{ "Zalo": { "AppId": "  " } }""", "Zalo.AppId", "Required", "chưa được điền")]
    [InlineData("""{ "Organisation": { "Name": "" } }""", "Organisation.Name", "Required", "chưa được điền")]
    [InlineData("""{ "Groups": [ { "Name": "Không mã" } ] }""", "Groups[0].Id", "Required", "chưa được điền")]
    [InlineData("""{ "Redis": { "DataDirectory": "" } }""", "Redis.DataDirectory", "Required", "chưa được điền")]
    [InlineData("""{ "Zalo": { "OpenApiUrl": "" } }""", "Zalo.OpenApiUrl", "Required", "chưa được điền")]
    [InlineData("""{ "Organisation": { "Positions": { "bi-thu": "", "pho-bi-thu": "Phó" } } }""", "Organisation.Positions.bi-thu", "Required", "chưa được điền")]
    // Out of bounds.
    [InlineData("""{ "Zalo": { "CallsPerMinute": 0 } }""", "Zalo.CallsPerMinute", "OutOfRange", "từ 1 đến 4000")]
    [InlineData("""{ "Rules": { "Scam": { "Threshold": 1.2 } } }""", "Rules.Scam.Threshold", "OutOfRange", "từ 0.0 đến 1.0")]
    [InlineData("""{ "Rules": { "Scam": { "Threshold": -0.1 } } }""", "Rules.Scam.Threshold", "OutOfRange", "-0.1")]
    [InlineData("""{ "Rules": { "Flood": { "Messages": 1 } } }""", "Rules.Flood.Messages", "OutOfRange", "từ 2 đến 1000")]
    [InlineData("""{ "Rules": { "Flood": { "Within": "00:00:01" } } }""", "Rules.Flood.Within", "OutOfRange", "00:00:05")]
    [InlineData("""{ "Retention": { "DoneMarks": "1.00:00:00" } }""", "Retention.DoneMarks", "OutOfRange", "7.00:00:00")]
    [InlineData("""{ "Webhook": { "MaxBodyBytes": 10 } }""", "Webhook.MaxBodyBytes", "OutOfRange", "4096")]
    // Names with one spelling.
    [InlineData("""{ "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "N", "Mode": "remind" } ] }""", "Groups[0].Mode", "NotOneOfNear", "Observe, Remind, Enforce")]
    [InlineData("""{ "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "N", "Mode": "Silent" } ] }""", "Groups[0].Mode", "NotOneOf", "Observe, Remind, Enforce")]
    [InlineData("""{ "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "N", "Mode": 1 } ] }""", "Groups[0].Mode", "NotQuoted", "nháy kép")]
    [InlineData("""{ "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "N", "Mode": "1" } ] }""", "Groups[0].Mode", "NotOneOf", "Observe, Remind, Enforce")]
    [InlineData("""{ "Organisation": { "WorkingHours": { "Days": ["Thứ hai"] } } }""", "Organisation.WorkingHours.Days[0]", "NotOneOf", "Monday")]
    [InlineData("""{ "Warnings": { "Ladder": [ { "Breach": 1, "Action": "Warm" } ] } }""", "Warnings.Ladder[0].Action", "NotOneOfNear", "Warn")]
    // Durations, dates, times.
    [InlineData("""{ "Warnings": { "GroupCooldown": "10m" } }""", "Warnings.GroupCooldown", "BadDuration", "00:10:00")]
    [InlineData("""{ "Warnings": { "GroupCooldown": "24:00:00" } }""", "Warnings.GroupCooldown", "BadDuration", "24:00:00")]
    [InlineData("""{ "Warnings": { "GroupCooldown": "1:0:0" } }""", "Warnings.GroupCooldown", "BadDuration", "1:0:0")]
    [InlineData("""{ "Warnings": { "FadeAfter": "30" } }""", "Warnings.FadeAfter", "BadDuration", "30.00:00:00")]
    [InlineData("""{ "Warnings": { "GroupCooldown": "-00:10:00" } }""", "Warnings.GroupCooldown", "BadDuration", "-00:10:00")]
    [InlineData("""{ "Organisation": { "Holidays": ["01/01/2027"] } }""", "Organisation.Holidays[0]", "BadDate", "năm-tháng-ngày")]
    [InlineData("""{ "Organisation": { "Holidays": ["2027-02-30"] } }""", "Organisation.Holidays[0]", "BadDate", "2027-02-30")]
    [InlineData("""{ "Organisation": { "WorkingHours": { "From": "7h" } } }""", "Organisation.WorkingHours.From", "BadTime", "07:00")]
    [InlineData("""{ "Organisation": { "WorkingHours": { "To": "24:00" } } }""", "Organisation.WorkingHours.To", "BadTime", "24:00")]
    [InlineData("""{ "Organisation": { "WorkingHours": { "From": "17:00", "To": "07:00" } } }""", "Organisation.WorkingHours.To", "HoursBackwards", "17:00")]
    [InlineData("""{ "Organisation": { "WorkingHours": { "Days": [] } } }""", "Organisation.WorkingHours.Days", "EmptyList", "trống")]
    [InlineData("""{ "Organisation": { "TimeZone": "Asia/Ho_Chi_Min" } }""", "Organisation.TimeZone", "BadTimeZoneNear", "Asia/Ho_Chi_Minh")]
    [InlineData("""{ "Organisation": { "TimeZone": "SE Asia Standard Time" } }""", "Organisation.TimeZone", "BadTimeZone", "Asia/Ho_Chi_Minh")]
    // Ids, addresses, domains, phrases, paths, templates.
    [InlineData("""{ "Organisation": { "Secretary": "70000O0000000000001" } }""", "Organisation.Secretary", "BadId", "chữ số")]
    [InlineData("""{ "Organisation": { "Administrators": [""] } }""", "Organisation.Administrators[0]", "BadId", "chữ số")]
    [InlineData("""{ "Groups": [ { "Id": "nhóm-1", "Name": "N" } ] }""", "Groups[0].Id", "BadGroupId", "check")]
    [InlineData("""{ "Zalo": { "OpenApiUrl": "openapi.zalo.me" } }""", "Zalo.OpenApiUrl", "BadUrl", "https://")]
    [InlineData("""{ "Zalo": { "OAuthUrl": "ftp://oauth.example.vn" } }""", "Zalo.OAuthUrl", "BadUrl", "https://")]
    [InlineData("""{ "Dashboard": { "PublicUrl": "https://bot.example.vn/?a=1" } }""", "Dashboard.PublicUrl", "BadUrl", "https://")]
    [InlineData("""{ "Dashboard": { "PublicUrl": "https://user:pw@bot.example.vn" } }""", "Dashboard.PublicUrl", "BadUrl", "https://")]
    [InlineData("""{ "Rules": { "Unofficial": { "OfficialDomains": ["https://gov.vn/"] } } }""", "Rules.Unofficial.OfficialDomains[0]", "BadDomain", "*.gov.vn")]
    [InlineData("""{ "Rules": { "Unofficial": { "OfficialDomains": ["gov.*.vn"] } } }""", "Rules.Unofficial.OfficialDomains[0]", "BadDomain", "*.gov.vn")]
    [InlineData("""{ "Rules": { "Scam": { "Phrases": [" "] } } }""", "Rules.Scam.Phrases[0]", "BadPhrase", "chữ cái")]
    [InlineData("""{ "Rules": { "Scam": { "Phrases": ["?!"] } } }""", "Rules.Scam.Phrases[0]", "BadPhrase", "?!")]
    [InlineData("""{ "Rules": { "Scam": { "Phrases": ["mã OTP"], "Except": ["Mã otp"] } } }""", "Rules.Scam.Except", "PhraseAndException", "một nơi")]
    [InlineData("""{ "Redis": { "DataDirectory": "da\u0000ta" } }""", "Redis.DataDirectory", "BadPath", "Đường dẫn")]
    [InlineData("""{ "Warnings": { "Templates": { "reminder": "{{ name" } } }""", "Warnings.Templates.reminder", "BadTemplate", "Liquid")]
    [InlineData("""{ "Warnings": { "Templates": { "remindr": "x" } } }""", "Warnings.Templates.remindr", "UnknownTemplateNear", "reminder")]
    [InlineData("""{ "Warnings": { "Templates": { "chao-hoi": "x" } } }""", "Warnings.Templates.chao-hoi", "UnknownTemplate", "reminder")]
    [InlineData("""{ "Zalo": { "DomainVerification": "<meta name=\"x\">" } }""", "Zalo.DomainVerification", "BadVerification", "content=")]
    [InlineData("""{ "Redis": { "ConnectionString": "localhost:6379,colour=red" } }""", "Redis.ConnectionString", "BadConnectionString", "6379")]
    [InlineData("""{ "Redis": { "ConnectionString": "password=x" } }""", "Redis.ConnectionString", "BadConnectionString", "6379")]
    // What contradicts itself.
    [InlineData("""{ "Zalo": { "AppSecretKey": "oa-secret" } }""", "Zalo.OaSecretKey", "SameKeys", "khác nhau")]
    [InlineData("""{ "Zalo": { "AppId": "4000000000000000001" } }""", "Zalo.OaId", "SameIds", "khác nhau")]
    [InlineData("""{ "Rules": { "Scam": { "ReviewThreshold": 0.9 } } }""", "Rules.Scam.ReviewThreshold", "ReviewAboveThreshold", "0.9")]
    [InlineData("""{ "Rules": { "Scam": { "Threshold": 0.1 } } }""", "Rules.Scam.ReviewThreshold", "ReviewAboveThreshold", "0.1")]
    [InlineData("""{ "Organisation": { "Positions": { "Bí thư": "Bí thư", "bi-thu": "Bí thư" } } }""", "Organisation.Positions.Bí thư", "BadPositionName", "bi-thu-csd")]
    [InlineData("""{ "Warnings": { "Ladder": [ { "Breach": 2 } ] } }""", "Warnings.Ladder[0].Breach", "LadderStart", "1")]
    [InlineData("""{ "Warnings": { "Ladder": [ { "Breach": 1 }, { "Breach": 3 }, { "Breach": 3 } ] } }""", "Warnings.Ladder[2].Breach", "LadderOrder", "tăng dần")]
    [InlineData("""{ "Alerts": { "Fallback": "Group" } }""", "Alerts.FallbackGroup", "Required", "chưa được điền")]
    [InlineData("""{ "Alerts": { "Fallback": "Group", "FallbackGroup": "ab12cd34ef56ab78cd91" } }""", "Alerts.FallbackGroup", "UnknownGroupNear", "ab12cd34ef56ab78cd90")]
    [InlineData("""{ "Alerts": { "Fallback": "Group", "FallbackGroup": "ffffffffff" } }""", "Alerts.FallbackGroup", "UnknownGroup", "Groups")]
    [InlineData("""{ "Judge": { "Enabled": true, "Model": "m" } }""", "Judge.Url", "Required", "chưa được điền")]
    [InlineData("""{ "Judge": { "Enabled": true, "Url": "http://localhost:11434" } }""", "Judge.Model", "Required", "chưa được điền")]
    [InlineData("""{ "Judge": { "Enabled": true, "Model": "m", "Url": "https://model.example.com/v1" } }""", "Judge.Url", "JudgeOutside", "MembersConsent")]
    [InlineData("""{ "Judge": { "Enabled": true, "Model": "m", "Url": "https://8.8.8.8/v1" } }""", "Judge.Url", "JudgeOutside", "MembersConsent")]
    [InlineData("""{ "Judge": { "Enabled": true, "Model": "m", "Url": "http://localhost:11434/v1", "PromptFile": "khong-co.md" } }""", "Judge.PromptFile", "PromptMissing", "khong-co.md")]
    [InlineData("""{ "Organisation": { "PeopleFile": "" }, "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "N", "AllowedPositions": ["bi-thu"], "RosterComplete": true } ] }""", "Groups[0].RosterComplete", "RosterWithoutPeople", "PeopleFile")]
    [InlineData("""{ "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "N", "RosterComplete": true } ] }""", "Groups[0].RosterComplete", "RosterWithoutPositions", "AllowedPositions")]
    [InlineData("""{ "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "N", "AllowedPositions": ["bi-thuu"] } ] }""", "Groups[0].AllowedPositions[0]", "UnknownPositionNear", "bi-thu")]
    [InlineData("""{ "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "N", "AllowedPositions": ["ke-toan"] } ] }""", "Groups[0].AllowedPositions[0]", "UnknownPosition", "Positions")]
    [InlineData("""{ "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "N" }, { "Id": "AB12cd34ef56ab78cd90", "Name": "M" } ] }""", "Groups[1].Id", "DuplicateGroup", "Groups[0]")]
    [InlineData("""{ "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "N", "Rules": { "Scam": { "Threshold": 0.1 } } } ] }""", "Groups[0].Rules.Scam.ReviewThreshold", "ReviewAboveThreshold", "0.1")]
    public void An_error_is_told_with_its_path(string patch, string path, string code, string word)
    {
        using var folder = new SettingsFolder();
        folder.Change(patch);

        var reading = folder.Load();

        var fault = reading.Faults.Single(fault => fault.Path == path && fault.Code == code);
        fault.Severity.ShouldBe(FaultSeverity.Error);
        (fault.Problem + " " + fault.Cure).ShouldContain(word);
        (fault.Problem + fault.Cure).ShouldNotMatch(@"\{[a-z]+\}");
        reading.Snapshot.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{ "Zalo": { "OaSecretKey": "" } }""", "Zalo.OaSecretKey", "NoOaSecretKey")]
    [InlineData("""{ "Zalo": { "AppSecretKey": "" } }""", "Zalo.AppSecretKey", "NoAppSecretKey")]
    [InlineData("""{ "Zalo": { "AccessToken": "t" } }""", "Zalo.RefreshToken", "NoRefreshToken")]
    [InlineData("""{ "Zalo": { "PreviousOaSecretKey": "oa-secret" } }""", "Zalo.PreviousOaSecretKey", "PreviousKeySame")]
    [InlineData("""{ "Zalo": { "OpenApiUrl": "http://openapi.example.vn" } }""", "Zalo.OpenApiUrl", "PlainHttp")]
    [InlineData("""{ "Organisation": { "Administrators": [] } }""", "Organisation.Administrators", "NoAdministrators")]
    [InlineData("""{ "Organisation": { "Holidays": ["2027-01-01", "2027-01-01"] } }""", "Organisation.Holidays", "Repeated")]
    [InlineData("""{ "Organisation": { "PeopleFile": "elsewhere.csv" } }""", "Organisation.PeopleFile", "PeopleMissing")]
    [InlineData("""{ "Rules": { "Scam": { "Phrases": ["mã OTP", "mã otp"] } } }""", "Rules.Scam.Phrases", "Repeated")]
    [InlineData("""{ "Rules": { "Scam": { "Phrases": ["nạp thẻ 🎁"] } } }""", "Rules.Scam.Phrases", "PhraseNeverFound")]
    [InlineData("""{ "Rules": { "Scam": { "Except": ["nạp thẻ :))"] } } }""", "Rules.Scam.Except", "PhraseNeverFound")]
    [InlineData("""{ "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "N", "Rules": { "OffTopic": { "Phrases": ["C++"] } } } ] }""", "Groups[0].Rules.OffTopic.Phrases", "PhraseOneLetter")]
    [InlineData("""{ "Rules": { "Advertising": { "Phrases": ["mua ngay! giảm giá"] } } }""", "Rules.Advertising.Phrases", "PhraseOverSentences")]
    [InlineData("""{ "Rules": { "Scam": { "Threshold": 0.5 } } }""", "Rules.Scam.Threshold", "NoPublicThreshold")]
    [InlineData("""{ "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "N", "Rules": { "Scam": { "Threshold": 0.5 } } } ] }""", "Groups[0].Rules.Scam.Threshold", "NoPublicThreshold")]
    [InlineData("""{ "Groups": [] }""", "Groups", "NoGroups")]
    [InlineData("""{ "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "N" } ] }""", "Groups[0].Leaders", "NoLeaders")]
    [InlineData("""{ "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "N", "Kind": "Task", "EndsOn": "2026-11-23" } ] }""", "Groups[0].EndsOn", "EndsOnPast")]
    [InlineData("""{ "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "N", "Kind": "Task" } ] }""", "Groups[0].EndsOn", "TaskWithoutEnd")]
    [InlineData("""{ "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "N", "Kind": "Task" } ] }""", "Groups[0].Purpose", "TaskWithoutPurpose")]
    [InlineData("""{ "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "N", "OnUnauthorisedMember": "Remove" } ] }""", "Groups[0].OnUnauthorisedMember", "RemoveNeedsEnforce")]
    [InlineData("""{ "Organisation": { "Secretary": "" }, "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "N", "Mode": "Enforce" } ] }""", "Organisation.Secretary", "NobodyConsents")]
    [InlineData("""{ "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "N", "OnUnauthorisedRequest": "Refuse" } ] }""", "Groups[0].OnUnauthorisedRequest", "RefuseNeedsEnforce")]
    [InlineData("""{ "Reminders": [ {} ] }""", "Reminders", "NotInThisVersion")]
    public void A_warning_does_not_stop_the_bot(string patch, string path, string code)
    {
        using var folder = new SettingsFolder();
        folder.Change(patch);

        var reading = folder.Load();

        reading.Faults.ShouldContain(fault => fault.Path == path && fault.Code == code && fault.Severity == FaultSeverity.Warning);
        reading.Snapshot.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""{ "Rules": { "Scam": { "Threshold": 0.6 } } }""")]
    [InlineData("""{ "Rules": { "Scam": { "ReviewThreshold": 0.25 } } }""")]
    [InlineData("""{ "Rules": { "Scam": { "Threshold": 0.5, "PublicThreshold": 0.5 } } }""")]
    [InlineData("""{ "Rules": { "Scam": { "Threshold": 0.5, "PublicThreshold": 0.6 } } }""")]
    [InlineData("""{ "Rules": { "Scam": { "Threshold": 0.5, "Enabled": false } } }""")]
    [InlineData("""{ "Rules": { "Scam": { "PublicThreshold": 0.6 } }, "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "N", "Rules": { "Scam": { "Threshold": 0.5 } } } ] }""")]
    public void Who_says_from_where_the_bot_speaks_is_not_warned(string patch)
    {
        using var folder = new SettingsFolder();
        folder.Change(patch);

        folder.Load().Faults.ShouldNotContain(fault => fault.Code == "NoPublicThreshold");
    }

    [Theory]
    [InlineData("mã OTP")]
    [InlineData("học C++")]
    [InlineData("50% hoa hồng")]
    [InlineData("ib.")]
    public void A_phrase_of_words_is_not_warned_of(string phrase)
    {
        using var folder = new SettingsFolder();
        folder.Change($$"""{ "Rules": { "Scam": { "Phrases": ["{{phrase}}"] } } }""");

        folder.Load().Faults.ShouldNotContain(fault => fault.Code.StartsWith("Phrase", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_the_bot_speaks_later_than_settings_once_meant_is_told_once_where_it_is_written_and_how_to_mend_it()
    {
        using var folder = new SettingsFolder();
        folder.Change("""{ "Rules": { "Scam": { "Threshold": 0.45 } }, "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "N", "Leaders": ["7000000000000000001"], "Rules": { "Scam": { "Phrases": ["mã otp"] } } } ] }""");

        var fault = folder.Load().Faults.ShouldHaveSingleItem();
        (fault.Path, fault.Severity).ShouldBe(("Rules.Scam.Threshold", FaultSeverity.Warning));
        fault.Problem.ShouldContain("từ 0.6 trở lên mới nhắc");
        fault.Cure.ShouldContain("\"PublicThreshold\": 0.45");

        folder.Environment["Rules__Scam__PublicThreshold"] = "0.45";
        folder.Load().Faults.ShouldBeEmpty();
    }

    [Fact]
    public void A_value_that_is_wrong_is_told_as_that_alone()
    {
        using var folder = new SettingsFolder();
        folder.Change("""{ "Rules": { "Scam": { "Threshold": 1.2 } } }""");

        folder.Load().Faults.ShouldHaveSingleItem().Code.ShouldBe("OutOfRange");
    }

    [Fact]
    public void A_day_that_is_today_is_not_past()
    {
        using var folder = new SettingsFolder();
        folder.Change($$"""{ "Groups": [ { {{Group}}, "Kind": "Task", "Purpose": "Thử", "EndsOn": "2026-11-24" } ] }""");

        folder.Load().Faults.ShouldBeEmpty();
    }

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        using var folder = new SettingsFolder();
        folder.Change("""{ "Zalo": { "OaId": "", "CallsPerMinute": 0 }, "Organisation": { "TimeZone": "?" }, "Groups": [ { "Id": "x", "Mode": "y" } ], "Wranings": {} }""");

        folder.Load().Faults.Where(fault => fault.Severity == FaultSeverity.Error).Select(fault => fault.Path)
            .ShouldBe(["Zalo.OaId", "Zalo.CallsPerMinute", "Organisation.TimeZone", "Groups[0].Id", "Groups[0].Name", "Groups[0].Mode", "Wranings"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("{ \"Zalo\": { ", "NotJson", "dòng 1")]
    [InlineData("{\n  \"Zalo\": { \"OaId\" \"1\" }\n}", "NotJson", "dòng 2")]
    [InlineData("[]", "NotAnObject", "ngoặc nhọn")]
    [InlineData("", "NotJson", "dòng 1")]
    [InlineData("{ \"Zalo\": {}, \"Zalo\": {} }", "DuplicateKey", "nhiều lần")]
    [InlineData("{ \"Zalo\": {}, \"zalo\": {} }", "DuplicateKey", "nhiều lần")]
    public void A_file_that_is_no_settings_is_told(string text, string code, string word)
    {
        using var folder = new SettingsFolder();
        folder.Write(text);

        var fault = folder.Load().Faults.First(fault => fault.Code == code);
        (fault.Problem + fault.Cure).ShouldContain(word);
    }

    [Fact]
    public void A_missing_file_is_told_with_its_full_name()
    {
        using var folder = new SettingsFolder();
        File.Delete(folder.File);

        var fault = folder.Load().Faults.ShouldHaveSingleItem();
        fault.Code.ShouldBe("FileMissing");
        fault.Problem.ShouldContain(folder.File);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_told_with_their_line()
    {
        using var folder = new SettingsFolder();
        File.WriteAllBytes(folder.File, [.. "{\n  \"Zalo\": \""u8, 0xC4, 0x90, 0xFF, .. "\" }"u8]);

        var fault = folder.Load().Faults.ShouldHaveSingleItem();
        fault.Code.ShouldBe("NotUtf8");
        fault.Problem.ShouldContain("dòng 2");
    }

    [Fact]
    public void A_secret_is_never_repeated_in_a_fault()
    {
        using var folder = new SettingsFolder();
        folder.Change("""{ "Zalo": { "AppSecretKey": 12345678, "OaSecretKey": ["hush-hush"], "AccessToken": { "hush": "hush-hush" } }, "Redis": { "ConnectionString": "localhost,passwrd=hush-hush" } }""");

        var faults = folder.Load().Faults;
        faults.Count.ShouldBeGreaterThan(3);
        faults.ShouldAllBe(fault => !(fault.Problem + fault.Cure).Contains("hush") && !(fault.Problem + fault.Cure).Contains("12345678"));
    }

    [Fact]
    public void Each_kind_of_fault_has_its_sentences()
    {
        var kinds = Enum.GetNames(typeof(SettingsFault).Assembly.GetType("ZaloBot.Settings.FaultKind", throwOnError: true)!);
        var texts = new System.Resources.ResourceManager("ZaloBot.Settings.FaultTexts", typeof(SettingsFault).Assembly);

        kinds.ShouldAllBe(kind => texts.GetString(kind + ".Problem", CultureInfo.InvariantCulture)!.Length > 10 && texts.GetString(kind + ".Cure", CultureInfo.InvariantCulture)!.Length > 10);
    }
}

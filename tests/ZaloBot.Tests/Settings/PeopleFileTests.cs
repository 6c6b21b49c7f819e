using System.Text;

using Shouldly;

using Xunit;

using ZaloBot.Settings;

namespace ZaloBot.Tests.Settings;

public sealed class PeopleFileTests
{
    private const string Header = "UserId,Name,Unit,Positions\n";

    [Theory]
    [InlineData("UserId,Name,Unit,Positions\n7000000000000000001,\"An, Nguyễn\",Văn phòng,bi-thu;pho-bi-thu\n,Bình,Chi đoàn,\n")]
    [InlineData("UserId;Name;Unit;Positions\r\n7000000000000000001;\"An, Nguyễn\";Văn phòng;\"bi-thu;pho-bi-thu\"\r\n;Bình;Chi đoàn;\r\n")]
    [InlineData("UserId;Name;Unit;Positions\n7000000000000000001;An, Nguyễn;Văn phòng;bi-thu;pho-bi-thu\n;Bình;Chi đoàn;\n")]
    [InlineData("userid\tname\tunit\tpositions\n\n7000000000000000001\tAn, Nguyễn\tVăn phòng\tbi-thu; pho-bi-thu\n\n\tBình\tChi đoàn\t")]
    [InlineData("Positions,Unit,UserId,Name,Ghi chú\nbi-thu;pho-bi-thu,Văn phòng,7000000000000000001,\"An, Nguyễn\",x\n,Chi đoàn,,Bình,\n")]
    public void Spreadsheets_write_it_in_many_ways(string csv)
    {
        using var folder = new SettingsFolder();
        File.WriteAllText(folder.At("people.csv"), csv, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        var reading = folder.Load();

        reading.Faults.ShouldBeEmpty();
        var people = reading.Snapshot.ShouldNotBeNull().People;
        people.All.Select(person => person.Name).ShouldBe(["An, Nguyễn", "Bình"]);
        people.PositionsOf("7000000000000000001").ShouldBe(["bi-thu", "pho-bi-thu"]);
        people.Find("7000000000000000001").ShouldNotBeNull().Unit.ShouldBe("Văn phòng");
        people.Find("7000000000000000002").ShouldBeNull();
        people.PositionsOf("7000000000000000002").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "people.csv", "PeopleEmpty")]
    [InlineData("UserId,Name,Unit\n", "people.csv:1", "PeopleColumn")]
    [InlineData("UserId,Name,Unit,Position\n", "people.csv:1", "PeopleColumnNear")]
    [InlineData(Header + "7000000000000000001,An\n", "people.csv:2", "PeopleCells")]
    [InlineData(Header + "7000000000000000001,An,Văn phòng,bi-thu,thừa\n", "people.csv:2", "PeopleCells")]
    [InlineData(Header + "7000000000000000001,An,Văn phòng,bi-thu\n7000000000000000001,Bình,Văn phòng,\n", "people.csv:3", "PeopleTwice")]
    [InlineData(Header + "7E+18,An,Văn phòng,bi-thu\n", "people.csv:2", "PeopleIdRounded")]
    [InlineData(Header + "an@example.vn,An,Văn phòng,bi-thu\n", "people.csv:2", "BadId")]
    [InlineData(Header + "7000000000000000001,,Văn phòng,bi-thu\n", "people.csv:2", "PeopleName")]
    [InlineData(Header + "7000000000000000001,An,Văn phòng,bi-thuu\n", "people.csv:2", "UnknownPositionNear")]
    [InlineData(Header + "7000000000000000001,An,Văn phòng,ke-toan\n", "people.csv:2", "UnknownPosition")]
    [InlineData(Header + "7000000000000000001,\"An,Văn phòng,bi-thu\n7000000000000000002,Bình,Văn phòng,\n", "people.csv:2", "PeopleQuotes")]
    [InlineData(Header + "\n\n7000000000000000001,An,Văn phòng,ke-toan\n", "people.csv:4", "UnknownPosition")]
    public void A_faulty_row_is_told_with_its_line_and_the_file_refused(string csv, string path, string code)
    {
        using var folder = new SettingsFolder();
        folder.WritePeople(csv);

        var reading = folder.Load();

        reading.Faults.ShouldContain(fault => fault.Path == path && fault.Code == code);
        reading.Snapshot.ShouldBeNull();
    }

    [Fact]
    public void A_wrong_encoding_is_told_with_its_line()
    {
        using var folder = new SettingsFolder();
        File.WriteAllBytes(folder.At("people.csv"), [.. Encoding.UTF8.GetBytes(Header), .. "7000000000000000001,Nguy"u8, 0xEA, 0xFE, .. "n,x,\n"u8]);

        folder.Load().Faults.ShouldContain(fault => fault.Path == "people.csv:2" && fault.Code == "PeopleNotUtf8");
    }

    [Fact]
    public void Utf16_is_a_wrong_encoding_too()
    {
        using var folder = new SettingsFolder();
        File.WriteAllText(folder.At("people.csv"), Header, Encoding.Unicode);

        folder.Load().Faults.ShouldContain(fault => fault.Code == "PeopleNotUtf8");
    }

    [Fact]
    public void A_file_full_of_faults_is_cut_short_with_their_number()
    {
        using var folder = new SettingsFolder();
        folder.WritePeople(Header + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{7000000000000000000 + i},,x,\n")));

        var faults = folder.Load().Faults;

        faults.Count.ShouldBe(51);
        faults[^1].Problem.ShouldContain("4950");
    }

    [Fact]
    public void Five_thousand_people_are_read()
    {
        using var folder = new SettingsFolder();
        folder.WritePeople(Header + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{7000000000000000000 + i},Người {i},Đơn vị,pho-bi-thu\n")));

        folder.Load().Snapshot.ShouldNotBeNull().People.All.Count.ShouldBe(5000);
    }

    [Fact]
    public void A_missing_file_stops_a_bot_whose_roster_is_said_to_be_complete()
    {
        using var folder = new SettingsFolder();
        folder.Change("""{ "Groups": [ { "Id": "ab12cd34ef56ab78cd90", "Name": "N", "Leaders": ["7000000000000000001"], "AllowedPositions": ["bi-thu"], "RosterComplete": true } ] }""");
        File.Delete(folder.At("people.csv"));

        folder.Load().Faults.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            fault => fault.Code.ShouldBe("PeopleMissing"),
            fault => fault.Severity.ShouldBe(FaultSeverity.Error));
    }
}

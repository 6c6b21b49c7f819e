using System.IO.Compression;
using System.Text;
using System.Text.Json;
using MiniExcelLibs;
using Shouldly;
using Xunit;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Tests.Settings;

namespace ZaloBot.Tests.Cli;

/// <summary>The command <c>people</c>: imports that lose nobody, and a table of who is on the roster.</summary>
public sealed class PeopleTests : IDisposable
{
    private const string Header = "UserId,Name,Unit,Positions\n";

    private readonly SettingsFolder _folder = new();

    public PeopleTests() => _folder.WritePeople(Header + "7000000000000000001,Nguyễn Văn An,Văn phòng,bi-thu\n,Trần Thị Bình,Chi đoàn A,pho-bi-thu\n7000000000000000003,Lê Châu,Chi đoàn B,\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_dry_run_shows_differences_and_writes_nothing()
    {
        var before = await File.ReadAllTextAsync(_folder.At("people.csv"));
        var outcome = await ImportAsync(Header + "7000000000000000001,Nguyễn Văn An,Văn phòng,pho-bi-thu\n7000000000000000002,tran thi binh,chi đoàn a,pho-bi-thu\n,Võ Mới,Chi đoàn C,bi-thu[2026-12-01..]\n");
        outcome.Exit.ShouldBe(0);
        outcome.Output.ShouldContain("chức danh: bi-thu → pho-bi-thu");
        outcome.Output.ShouldContain("Võ Mới");
        outcome.Output.ShouldContain("Thêm mới 1, thay đổi 2, giữ nguyên 0, từ chối 0; 1 người");
        outcome.Output.ShouldContain("Chưa ghi gì");
        (await File.ReadAllTextAsync(_folder.At("people.csv"))).ShouldBe(before);
    }

    [Fact]
    public async Task Applied_it_loses_nobody_and_keeps_the_former_file()
    {
        var outcome = await ImportAsync(Header + "7000000000000000002,Trần Thị Bình,Chi đoàn A,pho-bi-thu\n,Lê Châu,Chi đoàn B,bi-thu;pho-bi-thu[2026-12-01..]\n", "--apply");
        outcome.Exit.ShouldBe(0);
        var people = _folder.Load().Snapshot.ShouldNotBeNull().People;
        people.All.Count.ShouldBe(3);
        people.Find("7000000000000000001").ShouldNotBeNull("not in the import, and kept");
        people.Find("7000000000000000002").ShouldNotBeNull().Name.ShouldBe("Trần Thị Bình");
        var chau = people.Find("7000000000000000003").ShouldNotBeNull("an empty id empties none");
        chau.PositionsOn(new DateOnly(2026, 11, 24)).ShouldBe(["bi-thu"]);
        chau.PositionsOn(new DateOnly(2026, 12, 1)).ShouldBe(["bi-thu", "pho-bi-thu"]);
        Directory.GetFiles(Path.GetDirectoryName(_folder.File)!, "people.csv.*.bak").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Former_files_that_are_older_than_back_ups_may_be_go_with_the_next_import()
    {
        var before = new[] { "people.csv.20261025-025959.bak", "people.csv.20261025-030000.bak", "people.csv.cua-toi.bak", "khac.csv.20200101-000000.bak" };
        foreach (var name in before)
        {
            await File.WriteAllTextAsync(_folder.At(name), Header);
        }

        await ImportAsync(Header + ",Võ Mới,Chi đoàn C,bi-thu\n");
        FormerFiles().ShouldBe(before, ignoreOrder: true, "a dry run deletes nothing");
        await ImportAsync(Header + ",Võ Mới,Chi đoàn C,bi-thu\n", "--apply");
        FormerFiles().ShouldBe([.. before[1..], "people.csv.20261124-030000.bak"], ignoreOrder: true);

        _folder.Change("""{ "Retention": { "Backups": "7.00:00:00" } }""");
        await ImportAsync(Header + ",Võ Mới,Chi đoàn C,pho-bi-thu\n", "--apply");
        FormerFiles().ShouldBe([.. before[2..], "people.csv.20261124-030000.bak"], ignoreOrder: true);

        string[] FormerFiles() => [.. Directory.GetFiles(Path.GetDirectoryName(_folder.File)!, "*.bak").Select(file => Path.GetFileName(file)!)];
    }

    [Fact]
    public async Task Faulty_rows_are_refused_with_line_and_reason_and_the_others_taken()
    {
        var outcome = await ImportAsync(
            Header + "7000000000000000002,Trần Thị Bình,Chi đoàn A,bi-thuu\n7E+18,Đỗ Sai,Chi đoàn A,bi-thu\n7000000000000000005,Phạm Tốt,Chi đoàn A,bi-thu\n7000000000000000005,Phạm Trùng,Chi đoàn A,bi-thu\n,Sai Ngày,Chi đoàn A,bi-thu[2026-13-01..]\n",
            "--apply", "--json");
        outcome.Exit.ShouldBe(1);
        var json = JsonDocument.Parse(outcome.Output).RootElement;
        json.GetProperty("refused").EnumerateArray().Select(row => $"{row.GetProperty("row").GetString()} {row.GetProperty("code").GetString()}")
            .ShouldBe(["import.csv:2 UnknownPositionNear", "import.csv:3 PeopleIdRounded", "import.csv:5 PeopleTwice", "import.csv:6 PeopleDates"]);
        _folder.Load().Snapshot.ShouldNotBeNull().People.All.Select(person => person.Name).ShouldBe(["Nguyễn Văn An", "Trần Thị Bình", "Lê Châu", "Phạm Tốt"]);
    }

    [Theory]
    [InlineData("Name,Unit\nAn,Văn phòng\n")]
    [InlineData("")]
    public async Task A_file_without_its_columns_is_refused(string csv)
    {
        var outcome = await ImportAsync(csv, "--apply");
        outcome.Exit.ShouldBe(2);
        _folder.Load().Snapshot.ShouldNotBeNull().People.All.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_wrong_encoding_is_told_and_not_guessed()
    {
        await File.WriteAllBytesAsync(_folder.At("import.csv"), Encoding.Unicode.GetBytes(Header + "7000000000000000002,Trần,A,bi-thu\n"));
        var outcome = await Command.RunAsync("people", "import", _folder.At("import.csv"), "--apply", "--settings", _folder.File);
        outcome.Exit.ShouldBe(2);
        outcome.Output.ShouldContain("UTF-8");
    }

    [Fact]
    public async Task Spreadsheets_are_read_too()
    {
        var file = _folder.At("danh-sach.xlsx");
        await MiniExcel.SaveAsAsync(file, new[]
        {
            new { UserId = "7000000000000000002", Name = "Trần Thị Bình", Unit = "Chi đoàn A", Positions = "pho-bi-thu" },
            new { UserId = "", Name = "Huỳnh Ơn", Unit = "Chi đoàn A", Positions = "bi-thu; pho-bi-thu" },
        });
        var outcome = await Command.RunAsync("people", "import", file, "--apply", "--settings", _folder.File);
        outcome.Exit.ShouldBe(0, outcome.Output + outcome.Error);
        _folder.Load().Snapshot.ShouldNotBeNull().People.All[^1].Positions.ShouldBe(["bi-thu", "pho-bi-thu"]);
    }

    [Fact]
    public async Task A_file_that_only_calls_itself_a_spreadsheet_is_refused()
    {
        await File.WriteAllTextAsync(_folder.At("giả.xlsx"), "UserId,Name");
        var outcome = await Command.RunAsync("people", "import", _folder.At("giả.xlsx"), "--settings", _folder.File);
        outcome.Exit.ShouldBe(2);
        outcome.Output.ShouldContain("bảng tính");
    }

    [Theory]
    [InlineData("=HYPERLINK(\"\"http://evil.example\"\")", "Chi đoàn A", "Name")]
    [InlineData("+84912345678", "Chi đoàn A", "Name")]
    [InlineData("-1+2", "Chi đoàn A", "Name")]
    [InlineData("@SUM(A1)", "Chi đoàn A", "Name")]
    [InlineData("An", "  =1+1", "Unit")]
    [InlineData("An", "\t=1+1", "Unit")]
    [InlineData("An", "\u200B\u00A0=1+1", "Unit")]
    [InlineData("An", "＝1+1", "Unit")]
    [InlineData("An", "Chi đoàn A;=1+1", "Unit")]
    [InlineData("An", "Chi đoàn A\t+SUM(A1)", "Unit")]
    public async Task A_cell_that_a_spreadsheet_would_run_is_refused_with_its_row(string name, string unit, string column)
    {
        var before = await File.ReadAllTextAsync(_folder.At("people.csv"));
        var text = await ImportAsync(Header + $"7000000000000000005,\"{name}\",\"{unit}\",bi-thu\n", "--apply", "--json");
        text.Exit.ShouldBe(2);

        var sheet = _folder.At("import.xlsx");
        await MiniExcel.SaveAsAsync(sheet, new[] { new { UserId = "7000000000000000005", Name = name.Replace("\"\"", "\"", StringComparison.Ordinal), Unit = unit, Positions = "bi-thu" } });
        var spread = await Command.RunAsync("people", "import", sheet, "--apply", "--json", "--settings", _folder.File);
        spread.Exit.ShouldBe(2);

        foreach (var (outcome, row) in new[] { (text, "import.csv:2"), (spread, "import.xlsx:2") })
        {
            var refused = JsonDocument.Parse(outcome.Output).RootElement.GetProperty("refused").EnumerateArray().ShouldHaveSingleItem();
            $"{refused.GetProperty("row").GetString()} {refused.GetProperty("code").GetString()}".ShouldBe($"{row} PeopleFormula");
            refused.GetProperty("problem").GetString().ShouldNotBeNull().ShouldStartWith($"Ô {column} ");
        }

        (await File.ReadAllTextAsync(_folder.At("people.csv"))).ShouldBe(before);
    }

    [Fact]
    public async Task What_rightly_begins_with_a_sign_is_taken()
    {
        var outcome = await ImportAsync(
            "UserId,Name,Unit,Positions,Điện thoại,Ghi chú\n7000000000000000005,Phạm Tốt,-,bi-thu,+84 912 345 678,=A1\n7000000000000000006,Đỗ Khá (A-B),\"Văn phòng, +84 (28) 3822-0000\",,-,@khá\n", "--apply");
        outcome.Exit.ShouldBe(0, outcome.Output);
        _folder.Load().Snapshot.ShouldNotBeNull().People.All.Select(person => person.Unit).ShouldBe(["Văn phòng", "Chi đoàn A", "Chi đoàn B", "-", "Văn phòng, +84 (28) 3822-0000"]);
        (await File.ReadAllTextAsync(_folder.At("people.csv"))).ShouldNotContain("912");
    }

    [Theory]
    [InlineData("rows")]
    [InlineData("a row far below")]
    [InlineData("cells in a row")]
    [InlineData("a cell far to the right")]
    [InlineData("an area far to the right")]
    [InlineData("one text in many cells")]
    [InlineData("unpacked")]
    public async Task A_spreadsheet_beyond_measure_is_refused_before_it_fills_the_memory(string what)
    {
        const string Cell = "<c r=\"A1\" t=\"s\"><v>0</v></c>";
        var sheet = what switch
        {
            "rows" => $"<sheetData>{string.Concat(Enumerable.Repeat("<row/>", 50_001))}</sheetData>",
            "a row far below" => $"<sheetData><row r=\"1048576\">{Cell}</row></sheetData>",
            "cells in a row" => $"<sheetData><row>{string.Concat(Enumerable.Repeat("<c/>", 51))}</row></sheetData>",
            "a cell far to the right" => "<sheetData><row r=\"1\"><c r=\"AZ1\"/></row></sheetData>",
            "an area far to the right" => "<dimension ref=\"A1:XFD2\"/><sheetData/>",
            "one text in many cells" => $"<sheetData>{string.Concat(Enumerable.Range(1, 20).Select(row => $"<row r=\"{row}\">{Cell.Replace("A1", $"A{row}", StringComparison.Ordinal)}</row>"))}</sheetData>",
            _ => "<sheetData/>",
        };
        var file = _folder.At("lớn.xlsx");
        await MiniExcel.SaveAsAsync(file, new[] { new { UserId = "7000000000000000005", Name = "An", Unit = "A", Positions = "bi-thu" } });
        using (var archive = await ZipFile.OpenAsync(file, ZipArchiveMode.Update, TestContext.Current.CancellationToken))
        {
            Replace(archive, "xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{sheet}</worksheet>");
            Replace(archive, "xl/sharedStrings.xml", $"<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>{new string('a', 1_000_000)}</t></si></sst>");
            if (what == "unpacked")
            {
                Replace(archive, "xl/media/image1.png", new string(' ', 65 * 1024 * 1024));
            }
        }

        new FileInfo(file).Length.ShouldBeLessThan(1024 * 1024, "small as a file");
        var outcome = await Command.RunAsync("people", "import", file, "--apply", "--json", "--settings", _folder.File);
        outcome.Exit.ShouldBe(2);
        JsonDocument.Parse(outcome.Output).RootElement.GetProperty("refused")[0].GetProperty("code").GetString().ShouldBe("PeopleSheetLarge");
    }

    [Fact]
    public async Task Five_thousand_rows_are_taken()
    {
        var csv = new StringBuilder(Header);
        for (var i = 0; i < 5_000; i++)
        {
            csv.Append(7_100_000_000_000_000_000 + i).Append(",Người Thứ ").Append(i).Append(",Chi đoàn ").Append(i % 90).Append(",bi-thu\n");
        }

        var outcome = await ImportAsync(csv.ToString(), "--apply");
        outcome.Exit.ShouldBe(0);
        _folder.Load().Snapshot.ShouldNotBeNull().People.All.Count.ShouldBe(5_003);
    }

    [Fact]
    public async Task The_table_and_the_document_name_people_positions_and_groups()
    {
        var table = await Command.RunAsync("people", "--settings", _folder.File);
        table.Exit.ShouldBe(0, table.Error);
        table.Output.ShouldContain("Nguyễn Văn An");
        table.Output.ShouldContain("Nhóm thử");
        table.Output.ShouldContain("3 người, 1 người chưa liên kết");

        var json = JsonDocument.Parse((await Command.RunAsync("people", "--json", "--settings", _folder.File)).Output).RootElement;
        json[0].GetProperty("groups")[0].GetString().ShouldBe("ab12cd34ef56ab78cd90");
        json[1].GetProperty("user_id").GetString().ShouldBe("");
    }

    [Fact]
    public async Task Codes_are_made_for_those_who_are_not_linked()
    {
        await BegunStore.MakeAsync(_folder.File);
        var outcome = await Command.RunAsync("people", "codes", "--json", "--settings", _folder.File);
        outcome.Exit.ShouldBe(0, outcome.Error);
        var codes = JsonDocument.Parse(outcome.Output).RootElement;
        codes.GetArrayLength().ShouldBe(1);
        codes[0].GetProperty("code").GetString()!.Length.ShouldBe(9);
    }

    [Fact]
    public async Task Drift_is_shown_as_a_table_and_as_a_document()
    {
        var table = await Command.RunAsync("groups", "drift", "--settings", _folder.File);
        table.Exit.ShouldBe(1, "somebody on the roster is not in the group");
        table.Output.ShouldContain("trong danh sách, chưa vào nhóm");
        table.Output.ShouldContain("Nguyễn Văn An");

        var json = JsonDocument.Parse((await Command.RunAsync("groups", "drift", "--json", "--group", "ab12cd34ef56ab78cd90", "--settings", _folder.File)).Output).RootElement;
        json[0].GetProperty("not_in_group")[0].GetProperty("user_id").GetString().ShouldBe("7000000000000000001");
        (await Command.RunAsync("groups", "drift", "--group", "ab12cd34ef56ab78cd91", "--settings", _folder.File)).Exit.ShouldBe(2);
        (await Command.RunAsync("groups", "consents", "--settings", _folder.File)).Exit.ShouldBe(0);
    }

    private static void Replace(ZipArchive archive, string part, string text)
    {
        archive.GetEntry(part)?.Delete();
        using var writer = new StreamWriter(archive.CreateEntry(part).Open());
        writer.Write(text);
    }

    private async Task<CommandOutcome> ImportAsync(string csv, params string[] options)
    {
        await File.WriteAllTextAsync(_folder.At("import.csv"), csv);
        return await Command.RunAsync(["people", "import", _folder.At("import.csv"), "--settings", _folder.File, .. options]);
    }
}

using System.Text;
using System.Text.Json.Nodes;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Fuzzing;

/// <summary>Makes inputs nobody thought of out of ones somebody did: real events, settings, rosters and sentences, spoilt again and again. The same seed gives the same inputs.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "\"", "\\", "{", "}", "[", "]", ":", ",", "null", "true", "-1", "1e999", "99999999999999999999", "\\u0000", "\\ud83d", "\"timestamp\":", "\"event_name\":", "\"app_id\":",
            "[@7000000000000000001]", "[@ab12cd34ef56ab78cd90]", "\u0D4E[", "\u0D4E]", "［", "{{ x }}", "{% for i in (1..999999) %}", "\r\n", ";", "\t", "=1+1", "../", "%2e%2e", "\0", "\uFEFF", "đ", "e\u0302\u0301",
            "\u200B", "\u202E", "😂", "👨‍👩‍👧", "0912 345 678", "https://", "v c l", "quáaaaaaa", "không", "--settings", "--json", "K7FQ3X", "(", "*", "+", "\\d", "00:00:-1", "366.00:00:00",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff, 0xfe], [0xc3], [0xed, 0xa0, 0x80],
    ];

    private readonly Random _random = new(seed);

    /// <summary>One of several, at random.</summary>
    public T OneOf<T>(IReadOnlyList<T> several) => several[_random.Next(several.Count)];

    /// <summary>A number below this.</summary>
    public int Below(int bound) => _random.Next(bound);

    /// <summary>One of the seeds, changed in one to eight places.</summary>
    public byte[] From(IReadOnlyList<byte[]> seeds)
    {
        var input = new List<byte>(OneOf(seeds));
        for (var changes = 1 + _random.Next(8); changes > 0; changes--)
        {
            var at = _random.Next(input.Count + 1);
            switch (_random.Next(7))
            {
                case 0 when at < input.Count:
                    input[at] = (byte)_random.Next(256);
                    break;
                case 1 when at < input.Count:
                    input[at] ^= (byte)(1 << _random.Next(8));
                    break;
                case 2:
                    input.InsertRange(at, OneOf(Tokens));
                    break;
                case 3:
                    input.RemoveRange(at, _random.Next(Math.Min(input.Count - at, 40) + 1));
                    break;
                case 4:
                    input.InsertRange(at, input.GetRange(at, _random.Next(Math.Min(input.Count - at, 60) + 1)));
                    break;
                case 5:
                    var other = OneOf(seeds);
                    var from = _random.Next(other.Length + 1);
                    input.InsertRange(at, other[from..Math.Min(other.Length, from + _random.Next(80))]);
                    break;
                default:
                    input.InsertRange(at, Enumerable.Repeat(OneOf(Tokens), _random.Next(30)).SelectMany(token => token));
                    break;
            }
        }

        return [.. input];
    }

    /// <summary>Every event the tests of the platform know.</summary>
    public static IReadOnlyList<byte[]> Events { get; } =
        [.. Directory.EnumerateFiles(Repository.File("tests/ZaloBot.Zalo.Tests/Payloads"), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    /// <summary>The shipped settings.</summary>
    public static IReadOnlyList<byte[]> Settings { get; } = [Encoding.UTF8.GetBytes(WithoutComments())];

    /// <summary>Rosters as spreadsheets write them.</summary>
    public static IReadOnlyList<byte[]> Rosters { get; } =
    [
        File.ReadAllBytes(Repository.File("people.example.csv")),
        "UserId;Name;Unit;Positions\r\n7000000000000000001;\"Nguyễn \"\"An\"\"\";Văn phòng;bi-thu-csd;pho-bi-thu-csd\r\n"u8.ToArray(),
        "UserId\tName\tUnit\tPositions\n\tTrần Thị B\t\t\n"u8.ToArray(),
    ];

    /// <summary>Sentences of every kind.</summary>
    public static IReadOnlyList<byte[]> Sentences { get; } =
        [.. new[] { The.Advertisement, The.OtherAdvertisement, The.Work, "Nghe nói sắp sáp nhập, chưa biết thực hư ra sao", "Chúc mừng bạn đã trúng thưởng, bấm vào đường dẫn để nhận quà", "đ.m làm ăn kiểu gì vậy", "ok", "" }.Select(Encoding.UTF8.GetBytes)];

    /// <summary>What leaders and members write to the bot in private, as it understands them.</summary>
    public static IReadOnlyList<byte[]> PrivateMessages { get; } =
        [.. new[]
        {
            "đúng K7FQ3X", "Dạ sai K7FQ3X ạ", "cho phép một lần K7FQ3X", "K7FQ3X em xin giải thích, đó là việc của cơ quan",
            "đồng ý 1234", "từ chối 1234, 567890 và số 4321: chưa rõ đơn vị", "Dạ em xin gỡ 1234 ạ", "mời 1234", "rút #1234",
            "mời đồng chí Nguyễn Văn An vào nhóm Hội trại: lý do: chuyên gia", "đề nghị thêm 7000000000000000001 vào Đoàn Khối mẫu, vì mới nhận việc",
            "tôi là Nguyễn Văn An, chi đoàn A", "Em tên Trần Thị Bình", "mã liên kết: KQ7F-3XBD", "kq7f 3xbd.",
        }.Select(Encoding.UTF8.GetBytes)];

    private static string WithoutComments() => JsonNode.Parse(
        File.ReadAllText(Repository.File("appsettings.example.json")), documentOptions: new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true })!.ToJsonString();
}

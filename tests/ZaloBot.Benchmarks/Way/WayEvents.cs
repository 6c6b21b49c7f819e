using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ZaloBot.Webhooks;

namespace ZaloBot.Benchmarks.Way;

/// <summary>The events of a measurement: texts as offices write them, one in twelve a breach by the office's own phrase.</summary>
internal static class WayEvents
{
    public const string AppId = "1234567890123456789";
    public const string OaId = "4000000000000000001";
    public const string Secret = "oaSecretForTests000";
    public const string Phrase = "hàng mẫu đo tốc độ";
    public const int Groups = 50;

    /// <summary>Of a group; so many that at no rate measured anybody writes a flood.</summary>
    private const int People = 200;

    private const int BreachEvery = 12;

    private static readonly string[] Texts =
    [
        "Dạ em nhận thông tin ạ.",
        "Kính gửi các đồng chí, đề nghị các cơ sở đoàn gửi báo cáo tháng 11 về Văn phòng Đoàn khối trước 17 giờ ngày 25/11.",
        "Xin hỏi mẫu báo cáo công tác đoàn quý IV có thay đổi gì so với quý III không ạ?",
        "Hình ảnh chiến dịch hiến máu sáng nay của chi đoàn: 42 đoàn viên tham gia, thu được 38 đơn vị máu.",
        "Chúc mừng Chi đoàn B đạt giải nhất hội thi Olympic Mác - Lênin cấp tỉnh!",
    ];

    public static string GroupId(int group) => string.Create(CultureInfo.InvariantCulture, $"ab12cd34ef56ab{group:x6}");

    public static string PersonId(int group, int person) => string.Create(CultureInfo.InvariantCulture, $"71{(group * 1000) + person:d17}");

    public static IEnumerable<string> PeopleOf(int group) => Enumerable.Range(0, People).Select(person => PersonId(group, person));

    /// <summary>Different in every run, so that no event is taken for a repetition.</summary>
    public static string NewRun() => Guid.CreateVersion7().ToString("N")[20..];

    /// <summary>
    /// When an event of many prepared ones was sent: as if everybody wrote once a minute up to now. Sent all in one moment they would be what no
    /// group ever sees, every one of them part of a flood.
    /// </summary>
    public static DateTimeOffset Spread(int number, int prepared)
    {
        const int PerMinute = Groups * People;
        return DateTimeOffset.UtcNow - (TimeSpan.FromMinutes(1) * ((double)(prepared - number) / PerMinute));
    }

    /// <summary>The case number of a breach; null for anything else.</summary>
    public static string? CaseOf(string run, int number) => number % BreachEvery == 0 ? EventIdentity.CaseOf($"m:{MessageId(run, number)}") : null;

    /// <param name="run">What makes the events of one run another than those of the next.</param>
    /// <param name="number">Which of the run.</param>
    /// <param name="at">When it was sent; see <see cref="Spread"/>.</param>
    public static byte[] Body(string run, int number, DateTimeOffset at)
    {
        var group = number % Groups;
        return Encoding.UTF8.GetBytes(new JsonObject
        {
            ["event_name"] = "user_send_group_text",
            ["app_id"] = AppId,
            ["oa_id"] = OaId,
            ["sender"] = new JsonObject { ["id"] = PersonId(group, number / Groups % People) },
            ["recipient"] = new JsonObject { ["id"] = GroupId(group) },
            ["message"] = new JsonObject { ["text"] = number % BreachEvery == 0 ? $"Em có {Phrase}, ai lấy nhắn em nha" : Texts[number % Texts.Length], ["msg_id"] = MessageId(run, number) },
            ["timestamp"] = at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        }.ToJsonString());
    }

    /// <summary>The whole HTTP request.</summary>
    public static byte[] Request(string run, int number, string path, DateTimeOffset at)
    {
        var body = Body(run, number, at);
        using var json = System.Text.Json.JsonDocument.Parse(body);
        var timestamp = json.RootElement.GetProperty("timestamp").GetString()!;
        var digest = Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(AppId), .. body, .. Encoding.UTF8.GetBytes(timestamp), .. Encoding.UTF8.GetBytes(Secret)]));
        return
        [
            .. Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nX-ZEvent-Signature: mac={digest}\r\nContent-Length: {body.Length}\r\n\r\n"),
            .. body,
        ];
    }

    private static string MessageId(string run, int number) => string.Create(CultureInfo.InvariantCulture, $"{run}{number:x8}");
}

using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;
using ZaloBot.Rules;
using ZaloBot.Rules.Classification;

namespace ZaloBot.Benchmarks;

/// <summary>
/// The cost of one verdict, the whole way through, for messages of ordinary length; beside it, in the same run, the naive way
/// of one regular expression for each phrase.
/// </summary>
[MemoryDiagnoser]
public class VerdictBenchmarks
{
    private static readonly string[] Messages =
    [
        "Dạ em nhận thông tin ạ.",
        "Kính gửi các đồng chí, đề nghị các cơ sở đoàn gửi báo cáo tháng 11 về Văn phòng Đoàn khối trước 17 giờ ngày 25/11.",
        "Nhà em mới về lô mỹ phẩm xách tay, kem chống nắng 250k, son 180k, chị em ai cần inbox em giữ hàng nha",
        "troi oi toi qua coi da banh toi 2h sang, ai coi hong ke nghe coi",
        "Xin hỏi mẫu báo cáo công tác đoàn quý IV có thay đổi gì so với quý III không ạ?",
        "Nghe nói sắp sáp nhập, phòng mình bị cắt gần nửa biên chế đó mọi người, tin nội bộ nha",
        "Hình ảnh chiến dịch hiến máu sáng nay của chi đoàn: 42 đoàn viên tham gia, thu được 38 đơn vị máu.",
        "Chúc mừng Chi đoàn B đạt giải nhất hội thi Olympic Mác - Lênin cấp tỉnh!",
    ];

    private MessageJudge _judge = null!;
    private Regex[] _patterns = null!;

    /// <summary>How many phrases an office adds to the rules.</summary>
    [Params(100, 2_000, 10_000)]
    public int Phrases { get; set; }

    /// <summary>Builds both.</summary>
    [GlobalSetup]
    public void Build()
    {
        string[] phrases = [.. Enumerable.Range(0, Phrases).Select(number => $"cụm từ thử nghiệm số {number} của đơn vị")];
        _judge = new MessageJudge(RuleSet.Default with { Advertising = new RuleSettings { Phrases = phrases } }, MessageClassifier.Default);
        _patterns = [.. phrases.Select(phrase => new Regex(Regex.Escape(phrase), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))];
    }

    /// <summary>Judges eight messages; the figure is for one.</summary>
    [Benchmark(OperationsPerInvoke = 8)]
    public int Verdict()
    {
        var breaches = 0;
        foreach (var message in Messages)
        {
            breaches += _judge.Judge(ChatMessage.Of(message)).IsViolation ? 1 : 0;
        }

        return breaches;
    }

    /// <summary>Looks for each phrase in turn, and judges nothing.</summary>
    [Benchmark(OperationsPerInvoke = 8, Baseline = true)]
    public int OneRegexForEachPhrase()
    {
        var hits = 0;
        foreach (var message in Messages)
        {
            foreach (var pattern in _patterns)
            {
                hits += pattern.IsMatch(message) ? 1 : 0;
            }
        }

        return hits;
    }
}

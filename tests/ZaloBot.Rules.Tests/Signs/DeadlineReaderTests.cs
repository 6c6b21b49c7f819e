using Shouldly;
using Xunit;
using ZaloBot.Rules.Entities;
using ZaloBot.Rules.Signs;

namespace ZaloBot.Rules.Tests.Signs;

/// <summary>A deadline is a word of it with a date, a time or a day close behind, in one sentence.</summary>
public sealed class DeadlineReaderTests
{
    [Theory]
    [InlineData("nộp trước 16h", "trước 16h")]
    [InlineData("gửi trước 16h thứ năm", "trước 16h")]
    [InlineData("hạn ngày 20", "hạn ngày 20")]
    [InlineData("nộp chậm nhất chiều mai", "chậm nhất chiều mai")]
    [InlineData("nộp trước khi đi họp 16h", "trước khi đi họp 16h")]
    [InlineData("nộp trước khi anh đi họp 16h", null)]
    [InlineData("nộp trước khi đi họp chiều mai", "trước khi đi họp chiều mai")]
    [InlineData("nộp trước khi anh đi họp chiều mai", null)]
    [InlineData("16h em nộp trước", null)]
    [InlineData("chiều mai em nộp trước", null)]
    [InlineData("em nộp trước. 16h họp", null)]
    [InlineData("em nộp trước. Chiều mai họp", null)]
    [InlineData("nộp trước 250k", null)]
    [InlineData("trước đây em có nói", null)]
    [InlineData("16h họp", null)]
    [InlineData("lúc trước anh chị em mình nói mãi, nay nộp trước 16h", "trước 16h")]
    public void Reads(string text, string? expected)
    {
        var reading = new SignReading();
        SignReader.Default.Read(text, reading);

        var found = reading.Entities.Span.ToArray().Where(entity => entity.Kind == EntityKind.Deadline).Select(entity => reading.RangeOf(entity.FirstToken, entity.LastToken).Of(text).ToString());
        found.ShouldBe(expected is null ? [] : [expected]);
        (reading.Own.Has((int)EntityKind.Deadline), reading.Relayed.Has((int)EntityKind.Deadline)).ShouldBe((expected is not null, false));
    }
}

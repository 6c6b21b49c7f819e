using System.Text;
using CsCheck;
using ZaloBot.Zalo.Events;
using ZaloBot.Zalo.Tests.Infrastructure;

namespace ZaloBot.Zalo.Tests.Events;

public sealed class ZaloEventReaderTests
{
    private const string Join =
        """{"event_name":"user_join_group","oa_id":"4000000000000000001","group_id":"ab12cd34ef56ab78cd90","users":[{"id":"7000000000000000001"}],"timestamp":"1790000001200"}""";

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("{}x")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{'a':1}")]
    [InlineData("event_name=user_join_group")]
    public void Says_that_a_body_is_not_JSON(string body)
    {
        var reading = ZaloEventReader.Read(Encoding.UTF8.GetBytes(body));

        reading.Problem.ShouldBe("The body is not JSON.");
        reading.Name.ShouldBeNull();
    }

    [Fact]
    public void Says_that_a_body_is_not_UTF8() =>
        ZaloEventReader.Read("{\"event_name\":\"\xC3\x28\"}"u8.ToArray().Select((b, i) => i == 16 ? (byte)0xFF : b).ToArray())
            .Problem.ShouldBe("The body is not UTF-8.");

    [Fact]
    public void Names_the_event_also_when_it_cannot_be_used()
    {
        var reading = ZaloEventReader.Read("""{"event_name":"user_join_group","timestamp":"1790000001200"}"""u8.ToArray());

        reading.IsUsable.ShouldBeFalse();
        reading.Name.ShouldBe("user_join_group");
    }

    [Fact]
    public void Keeps_unknown_fields_after_the_body_is_gone()
    {
        var body = Encoding.UTF8.GetBytes(Join.Replace("\"oa_id\"", "\"route\":{\"by\":[1,2]},\"oa_id\""));

        var read = ZaloEventReader.Read(body).Event!;
        Array.Clear(body);

        read.Unmapped["route"].GetProperty("by")[1].GetInt32().ShouldBe(2);
    }

    [Fact]
    public void Bears_a_field_name_with_half_a_surrogate_pair() =>
        ZaloEventReader.Read(Encoding.UTF8.GetBytes(Join.Replace("{\"event_name\"", "{\"\\ud83d\":1,\"event_name\""))).IsUsable.ShouldBeTrue();

    [Fact]
    public void Reads_a_field_whose_name_is_escaped() =>
        ZaloEventReader.Read(Encoding.UTF8.GetBytes(Join.Replace("group_id", "group\\u005fid"))).Event.ShouldBeOfType<MembersJoined>();

    [Theory]
    [InlineData("\"1790000001200\"", 1790000001200)]
    [InlineData("1790000001200", 1790000001200)]
    [InlineData("\" 1790000001200 \"", 1790000001200)]
    [InlineData("1.7900000012E12", 1790000001200)]
    [InlineData("\"1790000001\"", 1790000001000)]
    [InlineData("99999999999", 99999999999000)]
    [InlineData("100000000000", 100000000000)]
    [InlineData("1", 1000)]
    [InlineData("253402300799999", 253402300799999)]
    public void Reads_the_time_however_it_is_written(string written, long milliseconds) =>
        ZaloEventReader.Read(Encoding.UTF8.GetBytes(Join.Replace("\"1790000001200\"", written)))
            .Event!.SentAt.ToUnixTimeMilliseconds().ShouldBe(milliseconds);

    [Theory]
    [InlineData("253402300800000")]
    [InlineData("1e30")]
    [InlineData("-1790000001200")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[1790000001200]")]
    [InlineData("\"\"")]
    public void Refuses_what_is_not_a_time(string written) =>
        ZaloEventReader.Read(Encoding.UTF8.GetBytes(Join.Replace("\"1790000001200\"", written))).Problem.ShouldBe("timestamp is missing or not a time.");

    /// <summary>Whatever stands in place of any value, the reader answers with an event or a sentence.</summary>
    [Fact]
    public void Never_throws_whatever_stands_in_place_of_a_value()
    {
        string[] odd = ["null", "true", "0", "-1.5e300", "\"\"", "\"\\ud83d\"", "[]", "{}", "[null,{\"id\":[]}]", "{\"id\":{\"id\":1},\"payload\":[],\"description\":\"[\"}"];
        foreach (var row in Payloads.Usable())
        {
            var body = Encoding.UTF8.GetString(Payloads.Body(row.Data));
            foreach (var value in ValuesOf(body))
            {
                foreach (var other in odd)
                {
                    var changed = string.Concat(body.AsSpan(0, value.Start.Value), other, body.AsSpan(value.End.Value));
                    var reading = ZaloEventReader.Read(Encoding.UTF8.GetBytes(changed));
                    (reading.Event is null).ShouldBe(reading.Problem is not null);
                }
            }
        }
    }

    [Fact]
    public void Never_throws_whatever_the_bytes()
    {
        var bodies = Payloads.Usable().Select(row => Payloads.Body(row.Data)).ToArray();
        Gen.Select(Gen.Int[0, bodies.Length - 1].Select(i => bodies[i]), Gen.Int[0, 5000], Gen.Byte, Gen.Int[0, 5000])
            .Sample((body, at, with, end) =>
            {
                var changed = body[..(end < body.Length ? end : body.Length)];
                if (at < changed.Length)
                {
                    changed[at] = with;
                }

                var reading = ZaloEventReader.Read(changed);
                return (reading.Event is null) == (reading.Problem is not null);
            }, iter: 20_000);
    }

    // Every string or number of a body, keys included, which makes some bodies malformed: those must be borne as well.
    private static IEnumerable<Range> ValuesOf(string body) =>
        System.Text.RegularExpressions.Regex.Matches(body, """
            "(?:[^"\\]|\\.)*"|-?\d+
            """.Trim()).Select(match => match.Index..(match.Index + match.Length));
}

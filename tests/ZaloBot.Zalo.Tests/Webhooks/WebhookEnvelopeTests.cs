using System.Text;
using CsCheck;
using ZaloBot.Zalo.Events;
using ZaloBot.Zalo.Tests.Infrastructure;
using ZaloBot.Zalo.Webhooks;

namespace ZaloBot.Zalo.Tests.Webhooks;

public sealed class WebhookEnvelopeTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("{\"timestamp\":\"1\"")]
    [InlineData("{\"timestamp\":\"1\"}}")]
    [InlineData("{\"timestamp\":\"1\"} x")]
    [InlineData("{\"timestamp\":\"1\"},{}")]
    [InlineData("{\"timestamp\":\"1\",}")]
    [InlineData("{\"timestamp\":\"1\"/**/}")]
    [InlineData("{\"timestamp\":\"1\",\"message\":{\"text\":\"\\x\"}}")]
    [InlineData("{\"timestamp\":\"1\",\"message\":{\"text\":tru}}")]
    [InlineData("{\"timestamp\":01}")]
    [InlineData("[1,2")]
    [InlineData("[1] 2")]
    [InlineData("timestamp=1")]
    [InlineData("{'timestamp':'1'}")]
    public void Refuses_what_is_not_whole_JSON(string body) => Read(body).Fault.ShouldBe(EnvelopeFault.NotJson);

    [Fact]
    public void Refuses_what_is_not_UTF8() =>
        WebhookEnvelope.Read(new byte[] { (byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}' }, out _).ShouldBe(EnvelopeFault.NotJson);

    [Fact]
    public void Refuses_a_nesting_without_end() =>
        Read($$"""{"timestamp":"1","a":{{new string('[', 5000)}}{{new string(']', 5000)}}}""").Fault.ShouldBe(EnvelopeFault.NotJson);

    [Theory]
    [InlineData("[]")]
    [InlineData("[{\"timestamp\":\"1\"}]")]
    [InlineData("\"timestamp\"")]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData(" true ")]
    public void Refuses_JSON_that_is_no_object(string body) => Read(body).Fault.ShouldBe(EnvelopeFault.NotAnObject);

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"event_name\":\"follow\"}")]
    [InlineData("{\"timestamp\":\"\"}")]
    [InlineData("{\"timestamp\":null}")]
    [InlineData("{\"timestamp\":true}")]
    [InlineData("{\"timestamp\":{\"timestamp\":\"1\"}}")]
    [InlineData("{\"timestamp\":[\"1\"]}")]
    [InlineData("{\"message\":{\"timestamp\":\"1\"}}")]
    [InlineData("{\"message\":\"\\\"timestamp\\\":\\\"1\\\"\"}")]
    [InlineData("{\"Timestamp\":\"1\"}")]
    [InlineData("{\"timestamp\":\"\\ud83d\"}")]
    public void Misses_a_timestamp(string body) => Read(body).Fault.ShouldBe(EnvelopeFault.NoTimestamp);

    [Theory]
    [InlineData("{\"timestamp\":\"1\",\"timestamp\":\"1\"}")]
    [InlineData("{\"timestamp\":\"1\",\"a\":{},\"timestamp\":\"2\"}")]
    [InlineData("{\"timestamp\":\"1\",\"timestamp\":null}")]
    [InlineData("{\"timestamp\":\"1\",\"app_id\":\"1\",\"app_id\":\"2\"}")]
    [InlineData("{\"timestamp\":\"1\",\"timest\\u0061mp\":\"2\"}")]
    public void Refuses_two_answers_to_what_was_signed(string body) => Read(body).Fault.ShouldBe(EnvelopeFault.Ambiguous);

    [Theory]
    [InlineData("{\"timestamp\":\"1790000000123\"}", "1790000000123")]
    [InlineData("{\"timestamp\":1790000000123}", "1790000000123")]
    [InlineData("{ \"timestamp\" : 1790000000123 }", "1790000000123")]
    [InlineData("{\"timestamp\":\" 12 \"}", " 12 ")]
    [InlineData("{\"timestamp\":\"179\\u0030000000123\"}", "1790000000123")]
    [InlineData("{\"timest\\u0061mp\":\"12\"}", "12")]
    [InlineData("{\"message\":{\"timestamp\":\"9\"},\"timestamp\":\"12\"}", "12")]
    [InlineData("{\"message\":{\"text\":\"\\\"timestamp\\\":\\\"9\\\"\"},\"timestamp\":\"12\"}", "12")]
    [InlineData("{\"timestamp\":\"12\",\"users\":[{\"timestamp\":\"9\",\"app_id\":\"9\"}]}", "12")]
    [InlineData("{\"timestamp\":-1.5e3}", "-1.5e3")]
    [InlineData("{\"timestamp\":\"12\",\"timestam\\ud83d\":\"9\"}", "12")]
    public void Finds_the_timestamp_as_it_was_signed(string body, string timestamp)
    {
        var (fault, envelope) = Read(body);

        fault.ShouldBe(EnvelopeFault.None);
        Encoding.UTF8.GetString(envelope.Timestamp.Span).ShouldBe(timestamp);
    }

    [Fact]
    public void Finds_app_and_event_at_the_outermost_level_only()
    {
        var (_, envelope) = Read("""{"message":{"app_id":"9","event_name":"x"},"app_id":1234567890123456789,"timestamp":"1","event_name":"follow","data":{"app_id":"8"}}""");

        Encoding.UTF8.GetString(envelope.AppId.Span).ShouldBe("1234567890123456789");
        envelope.EventNameText.ShouldBe("follow");
    }

    [Fact]
    public void Copies_nothing_that_is_not_escaped()
    {
        var body = Encoding.UTF8.GetBytes("""{"timestamp":"1790000000123","app_id":"123"}""");
        WebhookEnvelope.Read(body, out var envelope);

        body.AsSpan().IndexOf("179"u8).ShouldBe(14);
        body[14] = (byte)'9';

        envelope.Timestamp.Span[0].ShouldBe((byte)'9');
    }

    [Theory]
    [InlineData("""{"timestamp":"1","event_name":"user_send_group_text","sender":{"id":"u"},"recipient":{"id":"g"}}""", "g")]
    [InlineData("""{"timestamp":"1","event_name":"oa_send_group_text","sender":{"id":"oa"},"recipient":{"id":"g"}}""", "g")]
    [InlineData("""{"timestamp":"1","event_name":"oa_send_text","sender":{"id":"oa"},"recipient":{"id":"u"}}""", "u")]
    [InlineData("""{"timestamp":"1","event_name":"user_send_text","sender":{"id":"u"},"recipient":{"id":"oa"}}""", "u")]
    [InlineData("""{"recipient":{"id":"g"},"sender":{"id":"u"},"timestamp":"1","event_name":"user_send_group_file"}""", "g")]
    [InlineData("""{"timestamp":"1","event_name":"user_join_group","group_id":"g","users":[{"id":"u"}]}""", "g")]
    [InlineData("""{"timestamp":"1","event_name":"follow","follower":{"name":"x","id":"u"}}""", "u")]
    [InlineData("""{"timestamp":"1","event_name":"user_click_chatnow","user_id":"u","oa_id":"oa"}""", "u")]
    [InlineData("""{"timestamp":"1","event_name":"anonymous_send_text","conversation_id":"c"}""", "c")]
    [InlineData("""{"timestamp":"1","event_name":"user_send_text","sender":7}""", "7")]
    [InlineData("""{"timestamp":"1","event_name":"user_send_text","sender":{"id":7,"a":{"id":"x"}}}""", "7")]
    [InlineData("""{"timestamp":"1","event_name":"user_send_text","sender":{"a":[{"id":"x"}],"id":"u"}}""", "u")]
    [InlineData("""{"timestamp":"1","event_name":"user_send_group_text","sender":{"id":"u"}}""", "u")]
    [InlineData("""{"timestamp":"1","event_name":"something_new","recipient":{"id":"r"}}""", "r")]
    [InlineData("""{"timestamp":"1","event_name":"permission_revoked"}""", "")]
    public void Finds_the_conversation(string body, string conversation) => Read(body).Envelope.ConversationText.ShouldBe(conversation);

    [Theory]
    [MemberData(nameof(Payloads.Usable), MemberType = typeof(Payloads))]
    public void Agrees_with_the_event_reader_on_every_payload(string name)
    {
        var body = Payloads.Body(name);
        var (fault, envelope) = Read(Encoding.UTF8.GetString(body));

        fault.ShouldBe(EnvelopeFault.None);
        var read = ZaloEventReader.Read(body).Event!;
        envelope.EventNameText.ShouldBe(read.Name);
        Encoding.UTF8.GetString(envelope.AppId.Span).ShouldBe(read.AppId);
        var conversation = read switch
        {
            GroupEvent inGroup => inGroup.GroupId,
            PrivateMessage message => message.UserId,
            Followed followed => followed.UserId,
            Unfollowed unfollowed => unfollowed.UserId,
            ChatOpened opened => opened.UserId,
            InfoSubmitted info => info.UserId,
            DataWithdrawn withdrawn => withdrawn.UserId ?? "",
            MessageReacted reacted => reacted.UserId!,
            UnknownEvent unknown => unknown.ConversationId ?? "",
            _ => envelope.ConversationText,
        };
        envelope.ConversationText.ShouldBe(conversation);
    }

    [Fact]
    public void Takes_for_JSON_exactly_what_is_JSON()
    {
        var bodies = Payloads.Usable().Select(row => Payloads.Body(row.Data)).ToArray();
        Gen.Select(Gen.Int[0, bodies.Length - 1].Select(i => bodies[i]), Gen.Int[0, 3000], Gen.Byte, Gen.Int[0, 3000])
            .Sample((body, at, with, end) =>
            {
                var changed = body[..(end < body.Length ? end : body.Length)];
                if (at < changed.Length)
                {
                    changed[at] = with;
                }

                return (WebhookEnvelope.Read(changed, out _) == EnvelopeFault.NotJson) == !IsJson(changed);
            }, iter: 20_000);
    }

    private static bool IsJson(byte[] body)
    {
        try
        {
            using var document = System.Text.Json.JsonDocument.Parse(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body));
            return true;
        }
        catch (Exception failure) when (failure is System.Text.Json.JsonException or ArgumentException)
        {
            return false;
        }
    }

    private static (EnvelopeFault Fault, WebhookEnvelope Envelope) Read(string body)
    {
        var fault = WebhookEnvelope.Read(Encoding.UTF8.GetBytes(body), out var envelope);
        return (fault, envelope);
    }
}

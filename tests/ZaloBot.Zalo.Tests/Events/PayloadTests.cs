using System.Text.Json;
using ZaloBot.Zalo.Events;
using ZaloBot.Zalo.Tests.Infrastructure;

namespace ZaloBot.Zalo.Tests.Events;

/// <summary>Every body kept as a file is read into exactly what stands beside it.</summary>
public sealed class PayloadTests
{
    [Theory]
    [MemberData(nameof(Payloads.Usable), MemberType = typeof(Payloads))]
    public void Reads_every_field_of_a_payload(string name)
    {
        var reading = ZaloEventReader.Read(Payloads.Body(name));

        reading.Problem.ShouldBeNull();
        Rendering.Of(reading.Event!).ShouldBe(Payloads.Expected(name));
    }

    [Theory]
    [MemberData(nameof(Payloads.Unusable), MemberType = typeof(Payloads))]
    public void Says_in_a_sentence_why_a_payload_cannot_be_used(string name)
    {
        var reading = ZaloEventReader.Read(Payloads.Body(name));

        reading.IsUsable.ShouldBeFalse();
        reading.Problem.ShouldBe(Payloads.Expected(name));
    }

    [Theory]
    [MemberData(nameof(Payloads.Usable), MemberType = typeof(Payloads))]
    public void Reads_the_same_whatever_the_order_of_the_fields(string name)
    {
        var body = Payloads.Body(name);
        using var document = JsonDocument.Parse(body);

        // Of a repeated key the last counts, so only that one may be moved.
        var fields = document.RootElement.EnumerateObject().GroupBy(property => property.Name, StringComparer.Ordinal).Select(group => group.Last());
        var reversed = fields.Reverse().Select(property => $"{JsonSerializer.Serialize(property.Name)}:{property.Value.GetRawText()}");
        var reading = ZaloEventReader.Read(System.Text.Encoding.UTF8.GetBytes($"{{{string.Join(',', reversed)}}}"));

        Rendering.Of(reading.Event!).ShouldBe(Payloads.Expected(name));
    }
}

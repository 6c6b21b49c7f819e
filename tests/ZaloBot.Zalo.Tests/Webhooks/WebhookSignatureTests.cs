using System.Security.Cryptography;
using System.Text;
using ZaloBot.Zalo.Webhooks;

namespace ZaloBot.Zalo.Tests.Webhooks;

/// <summary>The vectors of the fact sheet, section 2.2, and every way to fall short of them.</summary>
public sealed class WebhookSignatureTests
{
    private const string AppId = "1234567890123456789";
    private const string Secret = "oaSecretForTests000";
    private const string Right = "d26da080cad1dde8f68f4ffee71b8ffdda019ecc10b0ba739dcae65691d4fa7e";
    private const string AsHmac = "e4f2ba01ec253bd526310fc1b1afea4fd146ba5e84082b0eb2f602df010f352c";
    private const string AsReserialised = "8c0e317a14d6c5727c173ce9e908626a3ce66a4165ccd3000c124b64c306743f";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        """{"event_name":"user_send_group_text","app_id":"1234567890123456789","sender":{"id":"7000000000000000001"},"recipient":{"id":"ab12cd34ef56ab78cd90"},"message":{"text":"Xin chào nhóm","msg_id":"0f1e2d3c4b5a69788796"},"oa_id":"4000000000000000001","timestamp":"1790000000123","user_id_by_app":"8000000000000000001"}""");

    [Fact]
    public void Has_the_body_of_the_vector() => Body.Length.ShouldBe(314);

    [Fact]
    public void Accepts_the_right_signature() => Check(Body, $"mac={Right}").ShouldBe(SignatureOutcome.Valid);

    [Theory]
    [InlineData(AsHmac)]
    [InlineData(AsReserialised)]
    public void Refuses_the_usual_mistakes(string signature) => Check(Body, $"mac={signature}").ShouldBe(SignatureOutcome.Mismatch);

    [Fact]
    public void Verifies_an_escaped_body_only_against_its_own_bytes()
    {
        var escaped = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Body).Replace("à", "\\u00e0").Replace("ó", "\\u00f3"));

        Check(escaped, $"mac={AsReserialised}").ShouldBe(SignatureOutcome.Valid);
        Check(escaped, $"mac={Right}").ShouldBe(SignatureOutcome.Mismatch);
    }

    [Theory]
    [InlineData("mac={0}")]
    [InlineData("{0}")]
    [InlineData("MAC={0}")]
    [InlineData("Mac = {0}")]
    [InlineData("mac= {0}")]
    [InlineData("  mac ={0}  ")]
    [InlineData("\t{0}\t")]
    public void Accepts_the_header_in_every_form_described(string form)
    {
        Check(Body, string.Format(null, form, Right)).ShouldBe(SignatureOutcome.Valid);
        Check(Body, string.Format(null, form, Right.ToUpperInvariant())).ShouldBe(SignatureOutcome.Valid);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    public void Tells_a_missing_header(string? header) => Check(Body, header).ShouldBe(SignatureOutcome.Missing);

    [Theory]
    [InlineData("mac=")]
    [InlineData("mac")]
    [InlineData("=")]
    [InlineData("sha256=d26da080cad1dde8f68f4ffee71b8ffdda019ecc10b0ba739dcae65691d4fa7e")]
    [InlineData("mac=d26da080cad1dde8f68f4ffee71b8ffdda019ecc10b0ba739dcae65691d4fa7")]
    [InlineData("mac=d26da080cad1dde8f68f4ffee71b8ffdda019ecc10b0ba739dcae65691d4fa7e0")]
    [InlineData("mac=d26da080cad1dde8f68f4ffee71b8ffdda019ecc10b0ba739dcae65691d4fa7e00")]
    [InlineData("mac=g26da080cad1dde8f68f4ffee71b8ffdda019ecc10b0ba739dcae65691d4fa7e")]
    [InlineData("mac=mac=d26da080cad1dde8f68f4ffee71b8ffdda019ecc10b0ba739dcae65691d4fa7e")]
    [InlineData("mac=\"d26da080cad1dde8f68f4ffee71b8ffdda019ecc10b0ba739dcae65691d4fa7e\"")]
    [InlineData("mac=d26da080 ad1dde8f68f4ffee71b8ffdda019ecc10b0ba739dcae65691d4fa7e")]
    public void Tells_a_malformed_header(string header) => Check(Body, header).ShouldBe(SignatureOutcome.Malformed);

    [Fact]
    public void Notices_a_change_of_any_single_byte()
    {
        for (var at = 0; at < Body.Length; at++)
        {
            var changed = (byte[])Body.Clone();
            changed[at] ^= 1;
            if (WebhookEnvelope.Read(changed, out var envelope) == EnvelopeFault.None)
            {
                WebhookSignature.Check(changed, envelope, $"mac={Right}", new SignatureKeys(AppId, Secret)).ShouldBe(SignatureOutcome.Mismatch, $"byte {at}");
            }
        }
    }

    [Fact]
    public void Notices_a_change_of_any_single_bit_of_the_signature()
    {
        var right = Convert.FromHexString(Right);
        for (var bit = 0; bit < 256; bit++)
        {
            var changed = (byte[])right.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Check(Body, Convert.ToHexStringLower(changed)).ShouldBe(SignatureOutcome.Mismatch);
        }
    }

    [Fact]
    public void Refuses_another_secret() => Check(Body, Right, new SignatureKeys(AppId, Secret + "1")).ShouldBe(SignatureOutcome.Mismatch);

    [Fact]
    public void Knows_the_key_before_the_reset()
    {
        Check(Body, Right, new SignatureKeys(AppId, "newSecret", Secret)).ShouldBe(SignatureOutcome.ValidWithPreviousKey);
        Check(Body, Right, new SignatureKeys(AppId, Secret, "oldSecret")).ShouldBe(SignatureOutcome.Valid);
        Check(Body, Right, new SignatureKeys(AppId, Secret, Secret)).ShouldBe(SignatureOutcome.Valid);
        Check(Body, Right, new SignatureKeys(AppId, "newSecret", "oldSecret")).ShouldBe(SignatureOutcome.Mismatch);
    }

    [Fact]
    public void An_empty_key_verifies_nothing_though_anybody_can_compute_its_digest()
    {
        var forged = Sign(AppId, Body, "1790000000123", "");

        Check(Body, forged, new SignatureKeys(AppId, "", "")).ShouldBe(SignatureOutcome.Mismatch);
        Check(Body, forged, new SignatureKeys(AppId, "", null)).ShouldBe(SignatureOutcome.Mismatch);
        Check(Body, forged, new SignatureKeys(AppId, Secret, "")).ShouldBe(SignatureOutcome.Mismatch);
        Check(Body, forged, new SignatureKeys("another", "", "")).ShouldBe(SignatureOutcome.Mismatch);
    }

    [Theory]
    [InlineData(Secret, null)]
    [InlineData("newSecret", Secret)]
    public void Tells_what_was_signed_for_another_app(string secret, string? previous) =>
        Check(Body, Right, new SignatureKeys("9999999999999999999", secret, previous)).ShouldBe(SignatureOutcome.OtherApp);

    [Theory]
    [InlineData(Secret, null)]
    [InlineData("newSecret", Secret)]
    public void Tells_another_app_in_the_body_though_ours_was_signed(string secret, string? previous)
    {
        var body = Encoding.UTF8.GetBytes("""{"app_id":"555","event_name":"follow","timestamp":"1790000000123"}""");

        Check(body, Sign(AppId, body, "1790000000123", Secret), new SignatureKeys(AppId, secret, previous)).ShouldBe(SignatureOutcome.OtherApp);
    }

    [Fact]
    public void Another_app_wrongly_signed_is_a_mismatch() =>
        Check(Body, AsHmac, new SignatureKeys("9999999999999999999", Secret)).ShouldBe(SignatureOutcome.Mismatch);

    [Fact]
    public void Takes_the_configured_app_when_the_body_names_none()
    {
        var body = Encoding.UTF8.GetBytes("""{"event_name":"follow","timestamp":1790000000123}""");

        Check(body, Sign(AppId, body, "1790000000123", Secret)).ShouldBe(SignatureOutcome.Valid);
        Check(body, Sign("", body, "1790000000123", Secret)).ShouldBe(SignatureOutcome.Mismatch);
    }

    [Fact]
    public void Computes_what_it_accepts() =>
        WebhookSignature.Compute(Encoding.UTF8.GetBytes(AppId), Body, "1790000000123"u8, Encoding.UTF8.GetBytes(Secret)).ShouldBe(Right);

    [Fact]
    public void Gives_each_thread_its_own_answer()
    {
        Parallel.For(0, 2000, i => Check(Body, i % 2 == 0 ? Right : AsHmac).ShouldBe(i % 2 == 0 ? SignatureOutcome.Valid : SignatureOutcome.Mismatch));
    }

    private static SignatureOutcome Check(byte[] body, string? header, SignatureKeys? keys = null)
    {
        WebhookEnvelope.Read(body, out var envelope).ShouldBe(EnvelopeFault.None);
        return WebhookSignature.Check(body, envelope, header, keys ?? new SignatureKeys(AppId, Secret));
    }

    // Written the plain way, so that the test does not trust what it tests.
    private static string Sign(string appId, byte[] body, string timestamp, string secret) =>
        Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(appId), .. body, .. Encoding.UTF8.GetBytes(timestamp + secret)]));
}

namespace ZaloBot.Emulator;

/// <summary>Posts one event to the app and says what came of it.</summary>
internal sealed class Courier(EmulatorOptions options) : IDisposable
{
    private readonly HttpClient _http = options.WebhookHandler is { } handler
        ? new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan }
        : new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(2),
        })
        { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<(DeliveryOutcome Outcome, int? Status)> PostAsync(Uri address, Delivery delivery, CancellationToken stopping)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(delivery.Body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", options.Quirks.WebhookContentType);
        if (delivery.Signature.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("X-ZEvent-Signature", delivery.Signature);
        }

        if (delivery.Retry > 0)
        {
            request.Headers.TryAddWithoutValidation("num_retry", delivery.Retry.ToString());
        }

        using var timeout = new CancellationTokenSource(options.WebhookTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        try
        {
            using var answer = await _http.SendAsync(request, either.Token);
            var status = (int)answer.StatusCode;
            return (answer.IsSuccessStatusCode ? DeliveryOutcome.Accepted : DeliveryOutcome.Refused, status);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return (timeout.IsCancellationRequested ? DeliveryOutcome.TimedOut : DeliveryOutcome.NoConnection, null);
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError is HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            return (DeliveryOutcome.NoConnection, null);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // An app hosted in memory throws its own exceptions through the handler.
            return (DeliveryOutcome.Broken, null);
        }
    }

    public void Dispose() => _http.Dispose();
}

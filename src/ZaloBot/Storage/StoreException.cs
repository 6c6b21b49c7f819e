namespace ZaloBot.Storage;

/// <summary>The store cannot be used; the message says why and what to do, in a sentence fit for an operator.</summary>
public sealed class StoreException : Exception
{
    public StoreException()
    {
    }

    public StoreException(string message)
        : base(message)
    {
    }

    public StoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Signs;

/// <summary>What is recognised in a message, as sets of signs (<see cref="SignNames"/>).</summary>
[StructLayout(LayoutKind.Auto)]
public struct MessageSigns : IEquatable<MessageSigns>
{
    private SignSet _own;
    private SignSet _relayed;
    private SignSet _context;

    /// <summary>Signs of what the writer says.</summary>
    public readonly SignSet Own => _own;

    /// <summary>Signs of what the writer quotes, denies or forbids.</summary>
    public readonly SignSet Relayed => _relayed;

    /// <summary>Signs of the message it is read against.</summary>
    public readonly SignSet Context => _context;

    internal static MessageSigns From(in SignSet own, in SignSet relayed, in SignSet context) => new() { _own = own, _relayed = relayed, _context = context };

    /// <inheritdoc/>
    public readonly bool Equals(MessageSigns other) => _own == other._own && _relayed == other._relayed && _context == other._context;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is MessageSigns other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(_own, _relayed, _context);

    /// <summary>Equality by value.</summary>
    public static bool operator ==(MessageSigns left, MessageSigns right) => left.Equals(right);

    /// <summary>Inequality by value.</summary>
    public static bool operator !=(MessageSigns left, MessageSigns right) => !left.Equals(right);
}

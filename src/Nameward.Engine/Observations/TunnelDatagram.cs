namespace Nameward.Engine.Observations;

/// <summary>
/// A datagram of a tunnel that goes over the port of DNS and is no DNS: what iodine sends in raw UDP mode, once its client and its server reach each other without a
/// resolver (src/common.h and src/client.c, 0.7 and 0.8). Three fixed bytes, command and user in one, then content. As DNS it would be a response of an
/// operation that does not exist.
/// </summary>
public readonly ref struct TunnelDatagram
{
    /// <summary>The port on which alone it is looked for.</summary>
    public const ushort Port = 53;

    const int HeaderBytes = 4;

    TunnelDatagram(TunnelCommand command, int user, ReadOnlySpan<byte> content)
    {
        (Command, User) = (command, user);
        Content = content;
    }

    /// <summary>What it is for.</summary>
    public TunnelCommand Command { get; }

    /// <summary>Number that the server gave to its client, 0 to 15.</summary>
    public int User { get; }

    /// <summary>What is behind the header.</summary>
    public ReadOnlySpan<byte> Content { get; }

    /// <summary>Reads a payload of UDP; false where it is no such datagram.</summary>
    public static bool TryRead(ReadOnlySpan<byte> payload, out TunnelDatagram datagram)
    {
        datagram = default;
        if (payload is not [0x10, 0xD1, 0x9E, var command, ..] || (TunnelCommand)(command >> 4) is < TunnelCommand.LogIn or > TunnelCommand.Ping)
        {
            return false;
        }
        datagram = new((TunnelCommand)(command >> 4), command & 15, payload[HeaderBytes..]);
        return true;
    }
}

/// <summary>What a datagram of a tunnel is for; other numbers are none.</summary>
public enum TunnelCommand : byte
{
    /// <summary>Logs in, or answers that: a digest of 16 bytes.</summary>
    LogIn = 1,
    /// <summary>Carries a packet.</summary>
    Data = 2,
    /// <summary>Keeps the way open, and is sent back.</summary>
    Ping = 3,
}

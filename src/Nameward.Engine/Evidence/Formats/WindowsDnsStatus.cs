using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What the status of a look-up by Windows tells (system error codes of winerror.h, 9000 to 11999 for DNS): the code of the response where there was one.
/// Sysmon and the DNS client write the number, Beats the name.
/// </summary>
/// <param name="HasResponse">Whether a server, or the cache in its stead, gave a response.</param>
/// <param name="Rcode">Its code; null where it is not told.</param>
/// <param name="IsOfCache">Whether only the cache was looked in: nobody was asked.</param>
/// <param name="IsEmpty">Whether the response held no record of the type.</param>
readonly record struct WindowsDnsStatus(bool HasResponse, ushort? Rcode, bool IsOfCache = false, bool IsEmpty = false)
{
    /// <summary>ERROR_INVALID_PARAMETER: a look-up in the cache alone that found nothing, as both providers write it.</summary>
    const int NotInCache = 87;

    const int FirstRcode = 9000, NoRecords = 9501;

    const ushort NxDomain = 3;

    /// <summary>Reads a status. One that is unknown, as of a time-out (1460) or of a name that cannot be asked for (123, 9560), tells of no response.</summary>
    public static WindowsDnsStatus Of(ReadOnlySpan<byte> text)
    {
        var isNumber = Numbers.TryUInt16(text, out var number);
        return (isNumber ? number : Named(text)) switch
        {
            0 => new(true, 0),
            NotInCache => new(false, null, IsOfCache: true),
            // DNS_ERROR_RCODE_FORMAT_ERROR to NOTZONE, BADSIG to BADTIME: 9000 and the code.
            >= FirstRcode + 1 and <= FirstRcode + 10 or >= FirstRcode + 16 and <= FirstRcode + 18 =>
                new(true, (ushort)((isNumber ? number : Named(text)) - FirstRcode), IsEmpty: (isNumber ? number : Named(text)) == FirstRcode + NxDomain),
            NoRecords => new(true, 0, IsEmpty: true),
            _ => default,
        };
    }

    /// <summary>The number of a name as Beats' Sysmon module writes it; one that is unknown below zero.</summary>
    static int Named(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("SUCCESS"u8) => 0,
        _ when name.SequenceEqual("ERROR_INVALID_PARAMETER"u8) => NotInCache,
        _ when name.SequenceEqual("DNS_ERROR_RCODE_FORMAT_ERROR"u8) => FirstRcode + 1,
        _ when name.SequenceEqual("DNS_ERROR_RCODE_SERVER_FAILURE"u8) => FirstRcode + 2,
        _ when name.SequenceEqual("DNS_ERROR_RCODE_NAME_ERROR"u8) => FirstRcode + NxDomain,
        _ when name.SequenceEqual("DNS_ERROR_RCODE_NOT_IMPLEMENTED"u8) => FirstRcode + 4,
        _ when name.SequenceEqual("DNS_ERROR_RCODE_REFUSED"u8) => FirstRcode + 5,
        _ when name.SequenceEqual("DNS_INFO_NO_RECORDS"u8) => NoRecords,
        _ => -1,
    };
}

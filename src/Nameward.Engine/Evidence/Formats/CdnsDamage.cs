namespace Nameward.Engine.Evidence.Formats;

/// <summary>Why C-DNS cannot be read, in the fixed sentences under which it is counted.</summary>
static class CdnsDamage
{
    /// <summary>The file was named C-DNS and is none.</summary>
    public const string NoCdns = "the file does not begin like C-DNS";

    /// <summary>The drafts before RFC 8618 number their fields in other ways.</summary>
    public const string Version = "the file is of a draft or version of C-DNS that is not read: only version 1 is (RFC 8618)";

    /// <summary>CBOR has no mark to find the next item by.</summary>
    public const string Structure = "the structure is damaged: nothing behind this place can be read";

    /// <summary>A single item that no honest writer makes.</summary>
    public const string LongItem = "an item is longer than 1 MiB: nothing behind this place can be read";

    /// <summary>Something follows a complete file.</summary>
    public const string Behind = "bytes that are no C-DNS stand behind the end of the file";

    /// <summary>A file that was cut, or is still being written.</summary>
    public const string FileEnds = "the file ends inside its blocks";

    /// <summary>A query/response item with a field of the wrong type, or out of its range.</summary>
    public const string Item = "a field of the item is damaged";

    /// <summary>An index without an entry, or one of an entry that is damaged.</summary>
    public const string Reference = "the item refers to an entry that the tables of its block do not hold";

    /// <summary>An entry that stands for a name and is none.</summary>
    public const string Name = "the name of the question is no name";

    /// <summary>An address that is longer than those of its family, or empty.</summary>
    public const string Address = "an address does not fit its family";

    /// <summary>Flags that say that there was neither.</summary>
    public const string NoSide = "the item says that it has neither a query nor a response";

    /// <summary>More records than 64 KiB can hold, written out.</summary>
    public const string ManyRecords = "the records of the response come to more than any message holds";

    /// <summary>Without them an item has no time.</summary>
    public const string Preamble = "the preamble of the block, or the parameters that it names, cannot be read";

    /// <summary>Honest blocks take a few MiB.</summary>
    public const string LargeTables = "the tables of the block take more than 64 MiB";
}

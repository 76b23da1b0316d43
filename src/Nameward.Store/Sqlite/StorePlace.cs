namespace Nameward.Store.Sqlite;

/// <summary>Where the embedded store lies.</summary>
public static class StorePlace
{
    /// <summary>The file's usual name.</summary>
    public const string UsualName = "nameward.db";
}

/// Names of generated members, the same in every sandbox.
enum SampleNames {
    private static let humans = [
        "ada", "ben", "cleo", "dario", "elif", "finn", "greta", "hugo", "iris", "jonas", "kira", "luca", "mira", "nils",
        "olga", "pavel", "quinn", "rosa", "sami", "tilda", "umar", "vera", "wanda", "xenia", "yuki", "zoe", "amir",
        "bella", "carl", "dora", "emil", "fatima", "gus", "hanna", "ivan", "julia", "kofi", "lena", "mateo", "nora",
        "oskar", "petra", "rafael", "sofia", "theo", "ulla", "victor", "willa", "yara", "zeno", "anouk", "bruno",
        "clara", "david", "esther", "felix", "gina", "henri", "ines", "jasper",
    ]
    private static let bots = ["jukebox", "welcome", "dicebot", "quizbot", "clockwork"]

    static func human(_ index: Int) -> String {
        index < humans.count ? humans[index] : "name-\(index + 1)"
    }

    static func bot(_ index: Int) -> String {
        index < bots.count ? bots[index] : "bot-\(index + 1)"
    }
}

/** A floor for start: what any Java program takes. */
final class Hello {
    public static void main(String[] words) {
        System.out.println("hello");
    }
}
